package chat.monarch.bench;

import java.util.List;
import java.util.Map;

/// Something that befalls one login or its rooms, and should delay nobody else.
interface Disturbance {
  /// Its name in the line of JSON.
  String key();

  /// Its name for people.
  String words();

  /// Begins; from now on it is in effect.
  void begin();

  /// Ends.
  ///
  /// @return whether it met anything
  boolean end();

  /// The homeserver neither does nor answers what the bridge sends into rooms.
  record HangingRooms(Stage stage, List<Conversation> conversations) implements Disturbance {
    @Override
    public String key() {
      return "hanging_rooms";
    }

    @Override
    public String words() {
      return conversations.size() + " rooms of a login hang";
    }

    @Override
    public void begin() {
      var rooms = conversations.stream().map(Conversation::room).toList();
      stage.homeserver().ask("/hang", rooms, Boolean.class);
    }

    @Override
    public boolean end() {
      return stage.homeserver().ask("/release", Map.of(), Boolean.class);
    }
  }

  /// The service freezes the connections of an account, or cuts each as soon as it is there.
  ///
  /// @param management where its owner talks to the bot
  record StruckAccount(Stage stage, Conversation one, String management, boolean freezes)
      implements Disturbance {
    @Override
    public String key() {
      return freezes ? "frozen_login" : "login_in_back_off";
    }

    @Override
    public String words() {
      return freezes ? "a login's connection freezes" : "a login is cut off again and again";
    }

    @Override
    public void begin() {
      var wish = new AccountFault.Wish(one.account(), freezes);
      stage.service().ask("/strike", wish, Boolean.class);
    }

    /// Its owner does not wait for the end of the pause in which the login may be.
    @Override
    public boolean end() {
      var hasStruck = stage.service().ask("/leave", Map.of(), Boolean.class);
      var words = new HomeserverMain.Words(one.user(), management, "reconnect");
      stage.homeserver().ask("/say", words, String.class);
      return hasStruck;
    }
  }
}
