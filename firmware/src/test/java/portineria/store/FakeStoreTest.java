package portineria.store;

class FakeStoreTest implements StoreContract {
  private final SettableClock clock = new SettableClock();
  private final FakeStore store = new FakeStore(clock);

  @Override
  public SettableClock clock() {
    return clock;
  }

  @Override
  public Store open() {
    return store.restarted();
  }
}
