package portineria.store;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Optional;
import java.util.Set;

/** A part of the store in memory, each change of which is recorded as one act. */
record FakeRecording(FakeStore store, Object part, Act act) implements InvocationHandler {

  private static final Set<Class<?>> PARTS =
      Set.of(Directory.class, Sources.class, Decisions.class, Sharing.class, Account.class);

  static <T> T of(FakeStore store, Class<T> type, Object part, Act act) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(), new Class<?>[] {type}, new FakeRecording(store, part, act)));
  }

  @Override
  public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
    synchronized (store.lock) {
      Optional<Act> before = store.recorded;
      store.recorded = Optional.of(act);
      try {
        Object answer = method.invoke(part, arguments);
        Class<?> type = method.getReturnType();
        if (answer instanceof Optional<?> some && some.orElse(null) instanceof Account account) {
          return Optional.of(of(store, Account.class, account, act));
        }
        return PARTS.contains(type) ? of(store, type, answer, act) : answer;
      } catch (InvocationTargetException failed) {
        throw failed.getCause();
      } finally {
        store.recorded = before;
      }
    }
  }
}
