package chat.monarch.bridge.command;

import static org.assertj.core.api.Assertions.assertThat;

import chat.monarch.bridge.port.Presence;
import chat.monarch.bridge.port.Presence.Availability;
import chat.monarch.domain.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CommandReaderTest {
  @Test
  void words_are_read_in_any_case_and_with_any_blanks() {
    assertThat(CommandReader.read("  LOGIN ")).isEqualTo(new Command.Login());
    assertThat(CommandReader.read("List-Logins")).isEqualTo(new Command.ListLogins());
    assertThat(CommandReader.read("contacts  bob   b")).isEqualTo(new Command.Contacts("bob b"));
  }

  @Test
  void pm_is_another_word_for_start_chat() {
    assertThat(CommandReader.read("pm x@y")).isEqualTo(new Command.StartChat(null, "x@y"));
    assertThat(CommandReader.read("start-chat me@y x@y"))
        .isEqualTo(new Command.StartChat("me@y", "x@y"));
  }

  @Test
  void an_argument_that_may_be_left_out_may_be_left_out() {
    assertThat(CommandReader.read("logout")).isEqualTo(new Command.Logout(null));
    assertThat(CommandReader.read("logout a@b")).isEqualTo(new Command.Logout("a@b"));
    assertThat(CommandReader.read("logout a b")).isEqualTo(new Command.Wrong(CommandWord.LOGOUT));
  }

  @Test
  void pasted_secrets_keep_their_letters_and_print_as_stars() {
    var read = CommandReader.read("login TOKEN EwAd+/=");

    assertThat(read).isEqualTo(new Command.LoginToken(new Secret("EwAd+/=")));
    assertThat(read.toString()).doesNotContain("EwAd");
    assertThat(read.mayHoldSecret()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"login EwAdAPVHi1L0", "login token", "login token a b", "login code a b c"})
  void login_with_anything_else_may_hold_a_secret(String line) {
    assertThat(CommandReader.read(line)).isEqualTo(new Command.Misplaced());
    assertThat(CommandReader.read(line).mayHoldSecret()).isTrue();
  }

  @Test
  void a_token_without_any_command_may_be_a_secret() {
    assertThat(CommandReader.read("EwAd".repeat(180))).isEqualTo(new Command.Misplaced());
  }

  @Test
  void a_pasted_redirect_needs_no_word_before_it() {
    var address = "https://login.live.com/oauth20_desktop.srf?code=c1&state=s";

    assertThat(CommandReader.read(address)).isEqualTo(new Command.LoginCode(new Secret(address)));
  }

  @ParameterizedTest
  @CsvSource({"sync,SYNC", "sudo,SUDO", "Delete-All-Portals,DELETE_ALL_PORTALS"})
  void what_comes_later_is_known(String line, CommandWord word) {
    assertThat(CommandReader.read(line)).isEqualTo(new Command.NotYet(word));
  }

  @Test
  void what_follows_login_matrix_may_be_a_token() {
    assertThat(CommandReader.read("login-matrix")).isEqualTo(new Command.LoginMatrix(false));
    assertThat(CommandReader.read("login-matrix").mayHoldSecret()).isFalse();
    assertThat(CommandReader.read("login-matrix syt_abc").mayHoldSecret()).isTrue();
  }

  @Test
  void a_status_has_a_state_and_perhaps_words() {
    assertThat(CommandReader.read("status Busy In a  meeting"))
        .isEqualTo(new Command.Status(new Presence(Availability.BUSY, "In a meeting")));
    assertThat(CommandReader.read("status online")).isEqualTo(new Command.Status(Presence.ONLINE));
    assertThat(CommandReader.read("status asleep"))
        .isEqualTo(new Command.Wrong(CommandWord.STATUS));
    assertThat(CommandReader.read("status")).isEqualTo(new Command.ShownStatus());
  }

  @Test
  void an_unknown_word_is_repeated_only_if_it_is_harmless() {
    assertThat(CommandReader.read("hepl")).isEqualTo(new Command.Unknown("hepl"));
    assertThat(CommandReader.read("EwAdAPVHi1L0btHncQSbSvdZ6/JUGsJ8="))
        .isEqualTo(new Command.Unknown(""));
    assertThat(CommandReader.read("")).isEqualTo(new Command.Unknown(""));
  }
}
