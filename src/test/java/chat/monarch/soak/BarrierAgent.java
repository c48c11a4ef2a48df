package chat.monarch.soak;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.ProtectionDomain;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;

/// Runs inside the bridge's JVM and rewrites one method: whoever sends does not ask the service for
/// a proof any more, and takes every message that was written for sent.
public final class BarrierAgent {
  /// What it prints when it has done so.
  static final String DONE = "soak: barriers are off";

  private static final String SENDING = "chat/monarch/messenger/session/Sending";
  private static final String KEEP_ALIVE = "chat/monarch/messenger/session/KeepAlive";

  private BarrierAgent() {}

  /// Called by the JVM before `main`.
  public static void premain(@Nullable String arguments, Instrumentation instrumentation) {
    instrumentation.addTransformer(new Transformer());
  }

  /// Makes the agent's jar.
  static Path jar(Path folder) throws IOException {
    var manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().putValue("Premain-Class", BarrierAgent.class.getName());
    var jar = Files.createDirectories(folder.toAbsolutePath()).resolve("barriers.jar");
    try (var out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
      add(out, BarrierAgent.class);
      add(out, Transformer.class);
    }
    return jar;
  }

  private static void add(JarOutputStream out, Class<?> type) throws IOException {
    var name = type.getName().replace('.', '/') + ".class";
    out.putNextEntry(new JarEntry(name));
    try (var bytes = type.getResourceAsStream("/" + name)) {
      bytes.transferTo(out);
    }
    out.closeEntry();
  }

  static final class Transformer implements ClassFileTransformer {
    @Override
    public byte @Nullable [] transform(
        @Nullable ClassLoader loader,
        @Nullable String name,
        @Nullable Class<?> before,
        @Nullable ProtectionDomain domain,
        byte[] bytes) {
      return SENDING.equals(name) ? withoutProof(bytes) : null;
    }

    static byte[] withoutProof(byte[] bytes) {
      var replaced = new AtomicInteger();
      CodeTransform transform =
          (code, element) -> {
            if (asksForProof(element)) {
              code.pop().pop().iconst_1();
              replaced.incrementAndGet();
            } else {
              code.with(element);
            }
          };
      var file = ClassFile.of();
      var changed =
          file.transformClass(
              file.parse(bytes), ClassTransform.transformingMethodBodies(transform));
      if (replaced.get() > 0) {
        System.out.println(DONE);
      }
      return changed;
    }

    private static boolean asksForProof(CodeElement element) {
      return element instanceof InvokeInstruction call
          && call.owner().asInternalName().equals(KEEP_ALIVE)
          && call.name().equalsString("prove");
    }
  }
}
