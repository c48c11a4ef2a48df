package chat.monarch.store;

import chat.monarch.domain.id.LoginId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The announcements in memory.
@SuppressWarnings("NullAway")
public final class MemoryAnnouncements extends AnnouncementTable {
  private final Map<LoginId, Announcement> rows = new ConcurrentHashMap<>();

  public MemoryAnnouncements() {
    super(null);
  }

  @Override
  public Optional<Announcement> find(LoginId login) {
    return Optional.ofNullable(rows.get(login));
  }

  @Override
  public List<Announcement> unsaid() {
    return rows.values().stream().filter(row -> !row.said()).toList();
  }

  @Override
  public void put(Announcement announcement) {
    rows.put(announcement.login(), announcement);
  }

  @Override
  public void setSaid(Announcement said) {
    rows.computeIfPresent(
        said.login(),
        (login, row) ->
            row.at().equals(said.at())
                ? new Announcement(login, row.state(), row.sentence(), row.at(), true)
                : row);
  }
}
