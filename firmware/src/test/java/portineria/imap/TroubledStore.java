package portineria.imap;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Optional;
import java.util.function.UnaryOperator;
import portineria.message.Octets;
import portineria.store.Account;
import portineria.store.Store;
import portineria.store.Summaries;

/** A store whose messages read as a test wants it; all else is as in the store behind it. */
final class TroubledStore {
  private TroubledStore() {}

  static Store over(Store store, UnaryOperator<Octets> trouble) {
    return proxy(
        Store.class,
        store,
        (name, result) ->
            name.equals("account")
                ? ((Optional<?>) result).map(account -> account((Account) account, trouble))
                : result);
  }

  private static Account account(Account account, UnaryOperator<Octets> trouble) {
    return proxy(
        Account.class,
        account,
        (name, result) -> name.equals("octets") ? trouble.apply((Octets) result) : result);
  }

  /** A store that tells whenever a summary was saved. */
  static Store saving(Store store, Runnable saved) {
    return proxy(
        Store.class,
        store,
        (name, result) ->
            name.equals("account")
                ? ((Optional<?>) result).map(account -> saving((Account) account, saved))
                : result);
  }

  private static Account saving(Account account, Runnable saved) {
    return proxy(
        Account.class,
        account,
        (name, result) -> name.equals("summaries") ? summaries((Summaries) result, saved) : result);
  }

  private static Summaries summaries(Summaries summaries, Runnable saved) {
    return proxy(
        Summaries.class,
        summaries,
        (name, result) -> {
          if (name.equals("save")) {
            saved.run();
          }
          return result;
        });
  }

  /** What becomes of the result of a method. */
  private interface Change {
    Object of(String method, Object result);
  }

  private static <T> T proxy(Class<T> type, T behind, Change change) {
    InvocationHandler handler =
        (proxy, method, arguments) -> {
          try {
            return change.of(method.getName(), method.invoke(behind, arguments));
          } catch (InvocationTargetException e) {
            throw e.getCause();
          }
        };
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }
}
