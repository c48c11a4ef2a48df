package chat.monarch.bench;

/// A conversation, by its names on both sides.
///
/// @param login the number of its login
/// @param user the Matrix user
/// @param room empty before it is open
/// @param account the CID of the linked account
/// @param contact the CID of the contact, who takes part in no other
record Conversation(int login, String user, String room, String account, String contact) {
  Conversation in(String opened) {
    return new Conversation(login, user, opened, account, contact);
  }
}
