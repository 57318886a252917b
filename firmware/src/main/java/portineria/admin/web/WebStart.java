package portineria.admin.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import portineria.admin.Box;
import portineria.admin.Failed;
import portineria.backup.RecoveryWords;
import portineria.fetch.SourceCheck;
import portineria.fetch.pop3.UpstreamTrouble;
import portineria.store.Act;
import portineria.store.BoxLanguage;
import portineria.store.Refusal;
import portineria.webui.Refused;
import portineria.webui.SourceBook.Settings;
import portineria.webui.StartBook;

/** The first start, in the hands of somebody. How far it is is a setting of the store. */
record WebStart(Box box) implements StartBook {
  private static final String STEP = "first-start";
  private static final String OFFICE = "office";
  private static final String NAME = "box-name";

  private static final int ASKED = 2;

  @Override
  public Optional<Step> step() {
    String kept = setting(STEP);
    for (Step step : Step.values()) {
      if (step.name().equals(kept)) {
        return Optional.of(step);
      }
    }
    return Optional.empty();
  }

  private String setting(String key) {
    return box.store().setting(key).orElse("");
  }

  @Override
  public void goOn(Optional<Step> step) throws Refused {
    try {
      box.store().putSetting(STEP, step.map(Step::name).orElse(""));
    } catch (Refusal why) {
      throw Refused.said(why);
    }
  }

  @Override
  public Names names() {
    return new Names(setting(OFFICE), setting(NAME));
  }

  @Override
  public void name(Names names, boolean italian) throws Refused {
    try {
      box.speak(italian ? BoxLanguage.ITALIAN : BoxLanguage.ENGLISH);
    } catch (Refusal why) {
      throw Refused.said(why);
    }
    rename(names);
  }

  @Override
  public void rename(Names names) throws Refused {
    try {
      named(OFFICE, names.office());
      named(NAME, names.box());
    } catch (Refusal why) {
      throw Refused.said(why);
    }
  }

  private void named(String key, String name) throws Refusal {
    box.store()
        .recording(box.act(Act.Kind.SETTINGS_CHANGED).with(Act.Part.DETAIL, key + "=" + name))
        .putSetting(key, name);
  }

  @Override
  public Tried tryOut(Settings settings, String password) throws Refused {
    WebSources.check(box, settings);
    try {
      SourceCheck found =
          box.fetcher().tryOut(WebSources.source(settings, box.seal(settings.name(), password)));
      return new Tried(WebSources.found(found), found.kind().map(WebStart::reason));
    } catch (Failed why) {
      throw Refused.said(why);
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
      throw Refused.said("Portineria is closing");
    }
  }

  private static Reason reason(UpstreamTrouble.Kind kind) {
    return switch (kind) {
      case UNREACHABLE -> Reason.UNREACHABLE;
      case INSECURE -> Reason.INSECURE;
      case AUTHENTICATION -> Reason.PASSWORD;
      case IN_USE -> Reason.IN_USE;
      case LOGIN_DELAY, TEMPORARY -> Reason.LATER;
      case PERMANENT, PROTOCOL -> Reason.PROVIDER;
    };
  }

  @Override
  public List<Integer> drawWords() {
    return box.random()
        .ints(1, RecoveryWords.COUNT + 1)
        .distinct()
        .limit(ASKED)
        .sorted()
        .boxed()
        .toList();
  }

  @Override
  public boolean areWords(List<Integer> places, List<String> typed) throws Refused {
    try {
      List<String> words = box.backups().words().words();
      String wanted = String.join(" ", places.stream().map(place -> words.get(place - 1)).toList());
      return MessageDigest.isEqual(
          wanted.getBytes(StandardCharsets.UTF_8),
          String.join(" ", typed).getBytes(StandardCharsets.UTF_8));
    } catch (IOException why) {
      throw Refused.said(why);
    }
  }
}
