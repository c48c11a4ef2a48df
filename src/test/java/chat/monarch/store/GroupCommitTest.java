package chat.monarch.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class GroupCommitTest {
  @Test
  void what_comes_during_a_commit_is_committed_as_one_group_after_it() throws Exception {
    var groups = new ConcurrentLinkedQueue<List<Integer>>();
    var first = new CountDownLatch(1);
    var goOn = new CountDownLatch(1);
    var commit =
        new GroupCommit<Integer>(
            100,
            group -> {
              groups.add(group);
              first.countDown();
              await(goOn);
            });
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var all = new ArrayList<Future<?>>();
      all.add(threads.submit(() -> commit.add(0)));
      assertThat(first.await(5, TimeUnit.SECONDS)).isTrue();
      IntStream.range(1, 20).forEach(i -> all.add(threads.submit(() -> commit.add(i))));
      while (commit.waiting() < 19) {
        Thread.onSpinWait();
      }
      goOn.countDown();
      for (var each : all) {
        each.get(5, TimeUnit.SECONDS);
      }
    }
    assertThat(groups).hasSize(2);
    assertThat(groups.stream().flatMap(List::stream)).hasSize(20).doesNotHaveDuplicates();
  }

  @Test
  void a_group_that_fails_fails_for_all_of_it_and_for_nobody_else() throws Exception {
    var commit =
        new GroupCommit<String>(
            100,
            group -> {
              if (group.contains("bad")) {
                throw new IllegalStateException("no");
              }
            });
    assertThatThrownBy(() -> commit.add("bad")).hasMessage("no");
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      threads.submit(() -> commit.add("good")).get(5, TimeUnit.SECONDS);
    } catch (ExecutionException failure) {
      throw new AssertionError(failure);
    }
  }

  @Test
  void a_group_is_never_larger_than_allowed() throws Exception {
    var largest = new ConcurrentLinkedQueue<Integer>();
    var commit = new GroupCommit<Integer>(3, group -> largest.add(group.size()));
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      IntStream.range(0, 500).forEach(i -> threads.execute(() -> commit.add(i)));
    }
    assertThat(largest).allMatch(size -> size <= 3);
    assertThat(largest.stream().mapToInt(size -> size).sum()).isEqualTo(500);
  }

  private static void await(CountDownLatch latch) {
    try {
      if (!latch.await(10, TimeUnit.SECONDS)) {
        throw new IllegalStateException("nobody came");
      }
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }
}
