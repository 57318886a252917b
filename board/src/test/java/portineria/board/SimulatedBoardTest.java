package portineria.board;

import java.util.Set;

class SimulatedBoardTest extends BoardContract {
  @Override
  Wires wires() {
    SimulatedBoard board = new SimulatedBoard();
    return new Wires() {
      @Override
      public Board board() {
        return board;
      }

      @Override
      public Set<Light> lit() {
        return board.lit();
      }

      @Override
      public void contact(boolean closed) {
        if (closed) {
          board.press();
        } else {
          board.release();
        }
      }
    };
  }
}
