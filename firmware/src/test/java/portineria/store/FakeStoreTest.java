package portineria.store;

class FakeStoreTest implements StoreContract {
  private final FakeStore store = new FakeStore(CLOCK);

  @Override
  public Store open() {
    return store.restarted();
  }
}
