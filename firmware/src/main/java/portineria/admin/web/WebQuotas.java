package portineria.admin.web;

import java.util.OptionalLong;
import portineria.admin.Box;
import portineria.store.Quota;
import portineria.webui.QuotaBook;
import portineria.webui.Refused;
import portineria.webui.Visitor;

/** How much accounts may hold, in the hands of somebody. */
record WebQuotas(Box box, Visitor visitor) implements QuotaBook {

  @Override
  public Room room(String account) throws Refused {
    Quota quota = WebAppliance.mail(box, visitor, account).quota();
    return new Room(
        quota.octets(), quota.messages(), quota.limits().octets(), quota.limits().messages());
  }

  @Override
  public void limit(String account, OptionalLong octets, OptionalLong messages) throws Refused {
    WebAppliance.mail(box, visitor, account);
    Change.make(() -> box.limit(account, new Quota.Limits(octets, messages)));
  }
}
