package chat.monarch.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.instruction.InvokeInstruction;
import org.junit.jupiter.api.Test;

final class BarrierAgentTest {
  private static final String SENDING = "/chat/monarch/messenger/session/Sending.class";

  @Test
  void who_sends_asks_for_no_proof_any_more() throws IOException {
    byte[] before;
    try (var bytes = BarrierAgentTest.class.getResourceAsStream(SENDING)) {
      before = bytes.readAllBytes();
    }
    assertThat(proofs(before)).isPositive();
    assertThat(proofs(BarrierAgent.Transformer.withoutProof(before))).isZero();
  }

  private static long proofs(byte[] type) {
    return ClassFile.of().parse(type).methods().stream()
        .flatMap(method -> method.code().stream())
        .flatMap(code -> code.elementStream())
        .filter(InvokeInstruction.class::isInstance)
        .map(InvokeInstruction.class::cast)
        .filter(call -> call.owner().asInternalName().endsWith("/KeepAlive"))
        .count();
  }
}
