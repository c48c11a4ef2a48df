package chat.monarch.testkit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/// What became of a list of texts, each unique, that were sent one after another.
///
/// @param sent how many were sent
/// @param lost those that were never seen
/// @param doubled those that were seen more than once
/// @param reordered how many, at the least, would have to be moved to restore the order of sending
/// @param strange what was seen and never sent
public record Tally(
    int sent, List<String> lost, List<String> doubled, int reordered, List<String> strange) {
  /// Compares what was sent with what was seen.
  ///
  /// @throws IllegalArgumentException where a text was sent twice: it could not be counted
  public static Tally of(List<String> sent, List<String> seen) {
    var places = new HashMap<String, Integer>();
    for (var text : sent) {
      if (places.putIfAbsent(text, places.size()) != null) {
        throw new IllegalArgumentException("Sent twice: " + text);
      }
    }
    return count(places, sent, seen);
  }

  private static Tally count(Map<String, Integer> places, List<String> sent, List<String> seen) {
    var first = new LinkedHashSet<String>();
    var doubled = new LinkedHashSet<String>();
    var strange = new ArrayList<String>();
    for (var text : seen) {
      if (!places.containsKey(text)) {
        strange.add(text);
      } else if (!first.add(text)) {
        doubled.add(text);
      }
    }
    var lost = new LinkedHashSet<>(sent);
    lost.removeAll(new HashSet<>(first));
    var order = first.stream().map(places::get).toList();
    var reordered = order.size() - longestRise(order);
    return new Tally(
        sent.size(), List.copyOf(lost), List.copyOf(doubled), reordered, List.copyOf(strange));
  }

  /// The length of the longest rising subsequence (patience sorting).
  private static int longestRise(Collection<Integer> order) {
    var tops = new ArrayList<Integer>();
    for (var place : order) {
      var pile = -Collections.binarySearch(tops, place) - 1;
      if (pile == tops.size()) {
        tops.add(place);
      } else {
        tops.set(pile, place);
      }
    }
    return tops.size();
  }

  /// Whether each was seen once and in order, and nothing else.
  public boolean isPerfect() {
    return lost.isEmpty() && doubled.isEmpty() && reordered == 0 && strange.isEmpty();
  }

  /// The three figures in one line, with the texts concerned.
  @Override
  public String toString() {
    return "%d sent: %d lost%s, %d doubled%s, %d reordered, %d strange%s"
        .formatted(
            sent,
            lost.size(),
            shown(lost),
            doubled.size(),
            shown(doubled),
            reordered,
            strange.size(),
            shown(strange));
  }

  private static String shown(List<String> texts) {
    return texts.isEmpty() ? "" : " " + texts;
  }
}
