package chat.monarch.testkit.fault;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// A message of PostgreSQL's protocol, version 3.
///
/// @param type its letter
/// @param payload what follows its length
record Message(char type, byte[] payload) {
  static Message read(DataInputStream in) throws IOException {
    var type = (char) in.readUnsignedByte();
    var payload = new byte[in.readInt() - 4];
    in.readFully(payload);
    return new Message(type, payload);
  }

  void write(DataOutputStream out) throws IOException {
    out.writeByte(type);
    out.writeInt(payload.length + 4);
    out.write(payload);
  }

  /// The text that begins at some place, up to its zero.
  String text(int from) {
    var end = from;
    while (payload[end] != 0) {
      end++;
    }
    return new String(payload, from, end - from, StandardCharsets.UTF_8);
  }

  /// Where what follows a text begins.
  int after(int from) {
    var end = from;
    while (payload[end] != 0) {
      end++;
    }
    return end + 1;
  }
}
