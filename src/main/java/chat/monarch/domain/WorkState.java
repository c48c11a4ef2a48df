package chat.monarch.domain;

/// Where a row of work stands: the states of a message on its way, and every step between them.
///
/// To Messenger (table `inbox`, one row for each event of Matrix):
///
/// ```text
///             ┌──────────────── not arrived ───────────────┐
///             ▼                                            │
///  new ─▶ PENDING ──▶ SENDING ──── proved ────▶ SENT       │
///             │           │                      │         │
///             │           ├── no proof ──▶ UNCERTAIN ──────┤
///             │           │                      │  └─ arrived ─▶ SENT
///             │           └── refused ──▶ REFUSED ◀── refused late
///             │                              │
///             └── cannot be sent ──▶ FAILED ◀┴── cannot be known
/// ```
///
/// - `– → PENDING`: the event is committed, once for ever. Walked by
///   `KilledAtEveryStepIT#TRANSACTION_CAME`,
///   `KilledAtEveryStepIT#EVENTS_COMMITTED`,
///   `HomeserverFaultIT#what_it_leaves_lying_after_an_outage_comes_in_its_place`,
///   `WorkTablesTest#events_are_kept_in_order_and_once_however_often_they_come`
/// - `PENDING → SENDING`: before its first stanza is written. Walked by
///   `KilledAtEveryStepIT#TRANSACTION_ANSWERED`,
///   `WorkTablesTest#parts_about_to_be_written_mark_their_rows_and_stand_in_order`
/// - `PENDING → SENT`: it was not for the contact, or nothing of it was left to send. Walked by
///   `BridgeIT#what_nobody_understands_is_answered_with_what_to_type`
/// - `PENDING → FAILED`: nobody is signed in, it cannot be carried, or sent once more it would come
///   behind what was written after it; the sender was told. Walked by
///   `RefusedMessageIT#what_may_have_been_taken_after_it_is_not_overtaken_either`,
///   `BridgeIT#what_the_messenger_cannot_carry_is_told_to_its_sender`,
///   `TellingIT#a_crash_makes_nobody_be_told_twice`
/// - `SENDING → SENT`: a later IQ of the stream was answered (MSG-9). Walked by
///   `KilledAtEveryStepIT#BARRIER_ANSWERED`,
///   `KilledAtEveryStepIT#SETTLED_COMMITTED`
/// - `SENDING → PENDING`: the stream ended before it was written. Walked by
///   `ServiceFaultIT#nothing_is_lost_when_it_cuts_the_connection_after_some_stanzas`,
///   `WorkTablesTest#what_did_not_arrive_is_forgotten_and_waits_again`
/// - `SENDING → UNCERTAIN`: the stream, or this process, ended before the proof. Walked by
///   `KilledAtEveryStepIT#SENDING_COMMITTED`,
///   `KilledAtEveryStepIT#STANZAS_ARRIVED`
/// - `SENDING, UNCERTAIN, SENT → REFUSED`: the service answered with an error (MSG-7). Walked by
///   `RefusedMessageIT#what_it_will_never_take_is_told_at_once`
/// - `SENDING, UNCERTAIN, SENT → PENDING`: the service could not take it just now: once more
///   (MSG-7). Walked by
///   `RefusedMessageIT#what_the_service_cannot_take_now_is_sent_once_more_and_not_spoken_of`
/// - `UNCERTAIN → SENT`: the archive shows it, or a later one of the same burst. Walked by
///   `BrokenBurstTest#what_the_window_ends_with_arrived_and_the_rest_did_not`,
///   `KilledAtEveryStepIT#STANZAS_ARRIVED`
/// - `UNCERTAIN → PENDING`: the archive shows an older message, or all, and not this one. Walked
///   by
///   `BrokenBurstTest#nothing_arrived_where_the_window_ends_with_what_was_sent_before`,
///   `KilledAtEveryStepIT#SENDING_COMMITTED`
/// - `UNCERTAIN → FAILED`: the archive cannot say; the sender was told. Walked by
///   `BrokenBurstTest#a_window_of_nothing_but_equal_texts_leaves_it_open`,
///   `BrokenBurstTest#a_window_without_anything_that_we_know_says_nothing`
/// - `REFUSED → FAILED`: the sender was told why. Walked by
///   `RefusedMessageIT#what_it_cannot_take_twice_is_told_once`
///
/// To Matrix (table `outbox`, one row for each message of a contact):
///
/// - `– → PENDING`: what the stream brought is committed, or what it lost was taken from the
///   archive. Walked by
///   `KilledAtEveryStepIT#STANZA_CAME`,
///   `KilledAtEveryStepIT#MESSAGE_COMMITTED`,
///   `BridgeIT#t36_an_archive_that_overlaps_with_live_messages_doubles_nothing`
/// - `PENDING → SENT`: the homeserver shows it. Walked by
///   `KilledAtEveryStepIT#PUT_ON_ITS_WAY`,
///   `KilledAtEveryStepIT#PUT_DONE`,
///   `KilledAtEveryStepIT#PUT_ANSWERED`,
///   `KilledAtEveryStepIT#FINISHED_COMMITTED`
/// - `PENDING → FAILED`: the homeserver refuses it for good; the user was told. Walked by
///   `TellingIT#an_incoming_message_that_is_refused_is_told_without_its_text`
///
/// Why nothing is lost: a row is committed before its bringer is answered (Matrix), or is found
/// again in the archive, or covered by a line in the room (Messenger: `GapIT`), however its stream
/// ended, unless we closed it. It leaves the open states only for SENT, upon a proof of the other
/// side, or for FAILED, after the person concerned was told.
///
/// Why nothing comes twice: what has to be repeated is repeated under a name that the other side
/// knows (Matrix: the transaction id; our own tables: event hash and remote id), or only after the
/// archive has shown that it is not there (Messenger).
///
/// Why the order holds: what the homeserver left out is committed before what it pushes after it,
/// and one lane for each portal and direction takes the first open row, so nothing overtakes a
/// message whose fate is open; what was refused is not sent once more behind what arrived, or may
/// have; what the archive brings takes its place among the known.
public enum WorkState {
  /// Nothing was done yet, or it is to be done again.
  PENDING,
  /// Written to the messenger, or about to be.
  SENDING,
  /// It may have arrived or not; the archive decides.
  UNCERTAIN,
  /// The service refused it (MSG-7), and its sender is to be told.
  REFUSED,
  /// Done.
  SENT,
  /// Given up, and the person concerned was told.
  FAILED
}
