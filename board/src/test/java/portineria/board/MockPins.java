package portineria.board;

import com.pi4j.Pi4J;
import com.pi4j.context.Context;
import com.pi4j.io.gpio.digital.DigitalInput;
import com.pi4j.io.gpio.digital.DigitalOutput;
import com.pi4j.io.gpio.digital.DigitalState;
import com.pi4j.plugin.mock.provider.gpio.digital.MockDigitalInput;
import com.pi4j.plugin.mock.provider.gpio.digital.MockDigitalInputProvider;
import com.pi4j.plugin.mock.provider.gpio.digital.MockDigitalOutputProvider;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** A {@link Pi4jBoard} on Pi4J's mock pins, which keep a voltage for whoever looks. */
final class MockPins implements BoardContract.Wires {
  private final BoardFile file;
  private final Pi4jBoard board;
  private final Map<Light, DigitalOutput> lights = new EnumMap<>(Light.class);
  private final MockDigitalInput button;

  MockPins(BoardFile file) {
    this.file = file;
    Context context =
        Pi4J.newContextBuilder()
            .add(MockDigitalOutputProvider.newInstance(), MockDigitalInputProvider.newInstance())
            .disableShutdownHook()
            .build();
    // A pin that nobody pulls reads as unknown; the pull to rest is what a real one has.
    board = new Pi4jBoard(context, file);
    for (DigitalOutput output : context.registry().allByType(DigitalOutput.class).values()) {
      file.lights().entrySet().stream()
          .filter(one -> one.getValue().equals(output.address()))
          .forEach(one -> lights.put(one.getKey(), output));
    }
    button =
        (MockDigitalInput)
            context.registry().allByType(DigitalInput.class).values().iterator().next();
    contact(false);
  }

  @Override
  public Board board() {
    return board;
  }

  @Override
  public Set<Light> lit() {
    Set<Light> lit = EnumSet.noneOf(Light.class);
    lights.forEach(
        (light, output) -> {
          if (output.state().isHigh() == (file.lightActive() == BoardFile.Level.HIGH)) {
            lit.add(light);
          }
        });
    return lit;
  }

  @Override
  public void contact(boolean closed) {
    boolean high = closed == (file.buttonActive() == BoardFile.Level.HIGH);
    button.mockState(DigitalState.getState(high));
  }

  int buttonAddress() {
    return button.address();
  }
}
