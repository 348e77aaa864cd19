//! What every store has to keep: run it from the tests of an adapter.
//!
//! ```
//! # #[cfg(test)]
//! mod memory {
//!     kalends_testing::store_contract!(kalends::store::MemoryStore::new);
//! }
//! ```
//!
//! [`store_contract!`](crate::store_contract!) takes a function that opens an empty store.
//! [`shared_store_contract!`](crate::shared_store_contract!) is for stores that several handles can share: it takes a
//! function that makes an empty database and returns a function that opens it, and has cases more.

pub mod commands;
pub mod life;
pub mod listings;
pub mod model;
pub mod policies;
pub mod privacy;
pub mod queries;
pub mod records;
pub mod requests;
mod sample;
pub mod schedules;
pub mod series;
pub mod sharing;
pub mod trail;
pub mod transactions;
pub mod views;
pub mod waitlist;

/// The contract of a store that one handle has for itself.
#[macro_export]
macro_rules! store_contract {
    ($open:expr) => {
        $crate::store_cases! { $open }

        #[test]
        fn random_commands_agree_with_a_naive_model() {
            $crate::store_contract::model::random_commands_agree_with_a_naive_model($open);
        }

        #[test]
        fn random_histories_are_what_their_events_say() {}
    };
}

/// The contract of a store that several handles can share.
#[macro_export]
macro_rules! shared_store_contract {
    ($database:expr) => {
        $crate::store_cases! { ($database)() }
        $crate::store_cases! { @shared $database =>
            reopening_shows_the_same_state,
            one_handle_sees_at_once_what_another_commits,
            a_reader_is_not_disturbed_by_a_writer,
            what_a_writer_has_read_does_not_change_under_it,
            a_slot_that_many_want_has_one_winner,
            racing_writers_never_book_twice,
            racing_moves_keep_every_booking_once,
            a_rule_that_many_change_by_version_has_one_winner,
            racing_bookings_and_changes_of_a_schedule_lose_nothing,
            racing_waiters_get_each_seat_once,
        }
    };
}

/// The cases of both.
#[doc(hidden)]
#[macro_export]
macro_rules! store_cases {
    ($open:expr) => {
        $crate::store_cases! { @cases $open =>
            records::a_resource_reads_back_with_its_schedule,
            records::a_schedule_is_replaced_as_a_whole,
            records::a_rule_that_changes_rises_by_one_version,
            records::a_service_reads_back_with_all_its_settings,
            records::a_booking_reads_back_with_awkward_texts_and_fractions_of_seconds,
            records::every_status_reads_back,
            records::a_session_reads_back_with_its_uses,
            records::the_edges_of_time_can_be_stored,
            records::ids_are_compared_bytewise,
            records::the_longest_ids_can_be_stored,
            views::a_view_holds_exactly_what_its_need_names,
            views::what_is_unknown_is_absent,
            views::what_only_touches_the_span_is_not_in_the_view,
            views::what_keeps_some_of_the_span_clear_is_in_the_view,
            views::what_began_long_before_the_span_is_in_the_view,
            views::a_cancelled_booking_takes_no_time,
            views::outside_time_names_its_source_and_event,
            views::a_source_is_replaced_and_others_stay,
            views::other_resources_are_not_in_the_view,
            commands::an_accepted_booking_is_stored_as_it_was_accepted,
            commands::a_double_use_is_refused_and_writes_nothing,
            commands::touching_bookings_are_accepted,
            commands::the_buffer_of_another_services_booking_counts,
            commands::outside_time_refuses,
            commands::a_cancelled_time_can_be_booked_again,
            commands::a_move_frees_the_old_time,
            commands::a_booking_does_not_stand_in_its_own_way,
            commands::a_repeated_command_writes_nothing,
            commands::an_id_in_use_is_taken,
            commands::a_stale_version_is_refused,
            commands::what_is_unknown_is_an_error,
            life::a_hold_takes_time_from_others_until_it_lapses,
            life::a_request_is_kept_until_a_host_confirms_it,
            life::parties_share_the_seats_of_a_session,
            life::a_session_moves_with_all_its_bookings,
            life::several_resources_are_taken_together,
            life::limits_count_what_is_stored,
            life::what_limits_count_is_in_the_view,
            life::a_view_holds_sessions_with_their_bookings_and_resources_by_tags,
            life::a_session_takes_its_time_as_it_stands,
            life::a_session_out_of_turn_is_a_version_error,
            policies::a_policy_reads_back_in_every_version,
            policies::a_policy_is_written_right_after_the_newest_version,
            policies::a_service_names_a_policy_that_is_there,
            policies::a_booking_keeps_the_version_that_it_was_made_under,
            policies::a_late_cancel_is_kept_with_its_fee,
            policies::a_token_counts_for_its_client_from_its_date_on,
            policies::a_token_that_is_given_back_counts_no_more,
            policies::a_late_move_is_kept_with_its_reference,
            schedules::a_rule_is_added_changed_and_removed_by_version,
            schedules::bookings_left_outside_refuse_are_kept_or_are_cancelled,
            schedules::a_session_that_is_left_outside_ends_with_all_its_parties,
            schedules::schedules_are_the_hosts,
            schedules::a_resource_is_added_changed_and_retired_by_version,
            schedules::a_schedule_is_changed_as_a_whole_by_the_version_of_its_resource,
            schedules::a_service_is_added_changed_and_removed_by_version,
            schedules::a_change_with_a_key_is_answered_as_the_first_time,
            series::this_and_following_become_a_series_that_knows_where_it_came_from,
            series::exceptions_survive_an_edit_of_all,
            series::another_resource_and_length_from_one_on,
            series::what_is_in_the_way_of_an_edit_is_treated_as_it_says,
            series::another_rule_adds_and_calls_off,
            series::an_edit_of_a_series_is_judged_by_its_version,
            waitlist::a_cancelled_seat_goes_to_who_waits,
            waitlist::what_nobody_takes_goes_to_the_next,
            waitlist::the_first_that_fits_comes_next,
            waitlist::a_strict_waitlist_keeps_seats_for_the_first,
            waitlist::from_the_cutoff_on_seats_are_public,
            waitlist::an_offer_ends_at_the_cutoff_over_a_clock_change,
            waitlist::a_time_that_is_wished_for_is_held_when_it_becomes_free,
            waitlist::who_waits_gets_the_time_that_a_party_leaves,
            waitlist::who_waits_goes_along_when_a_host_moves_the_session,
            waitlist::who_waits_for_what_is_called_off_waits_in_vain,
            waitlist::who_waits_for_a_service_that_is_gone_waits_in_vain,
            waitlist::who_waits_for_what_a_schedule_ends_waits_in_vain,
            waitlist::what_a_hold_that_lapsed_had_is_offered_once,
            waitlist::what_could_not_be_booked_is_not_offered,
            waitlist::a_session_that_is_opened_is_offered_to_who_wished_for_it,
            waitlist::a_series_that_ends_frees_its_times,
            waitlist::every_state_has_its_answers,
            waitlist::a_repeated_join_writes_nothing,
            waitlist::a_tick_writes_down_what_has_lapsed,
            waitlist::an_entry_reads_back_in_every_state,
            waitlist::entries_are_listed_in_order_of_joining,
            waitlist::a_wish_that_ends_in_the_fold_ends_when_that_time_comes_first,
            transactions::a_dropped_transaction_leaves_the_store_as_it_was,
            transactions::a_transaction_sees_its_own_writes,
            transactions::a_write_out_of_turn_is_a_version_error,
            transactions::a_write_to_an_unknown_resource_is_an_error,
            transactions::a_failed_write_cannot_be_committed,
            transactions::one_write_may_speak_of_a_thing_twice,
            transactions::the_revision_rises_exactly_when_free_time_changes,
            transactions::what_cannot_be_decided_on_is_not_stored,
            trail::every_change_is_noted_with_who_and_why,
            trail::resources_services_and_policies_are_noted,
            trail::the_feed_has_no_gap,
            trail::chains_verify_up_to_their_heads,
            trail::events_hold_nothing_personal,
            trail::a_replay_of_the_feed_is_the_store_again,
            trail::a_replay_lacks_what_events_leave_out,
            trail::a_feed_that_does_not_fit_is_refused,
            listings::resources_and_services_come_in_order_of_id,
            listings::bookings_come_in_order_of_start_then_id,
            listings::bookings_that_only_touch_the_range_are_not_listed,
            queries::bookings_are_found_by_every_part_of_a_query,
            queries::an_agenda_of_many_resources_is_in_order_and_lists_each_booking_once,
            queries::a_parent_sees_what_is_of_their_children,
            queries::pages_follow_their_cursor_and_miss_nothing,
            queries::a_page_has_a_largest_size,
            requests::a_request_is_answered_as_the_first_time,
            requests::a_key_that_was_used_for_something_else_is_an_error,
            requests::everybody_has_keys_of_their_own,
            requests::a_refusal_is_not_remembered,
            requests::an_answer_remembers_nothing_personal,
            privacy::what_is_kept_of_a_person_is_handed_out_without_others,
            privacy::an_erased_person_leaves_bookings_without_names,
            privacy::bookings_to_come_are_in_the_way_of_erasing,
            privacy::whoever_is_erased_waits_no_longer,
            privacy::what_ended_long_ago_is_kept_without_names,
            privacy::histories_verify_after_a_person_was_erased,
            privacy::attendance_survives_erasing,
        }
    };
    (@cases $open:expr => $( $room:ident::$case:ident, )*) => { $(
        #[test]
        fn $case() -> ::kalends::Result<()> {
            let open = $open;
            $crate::store_contract::$room::$case(&mut open())
        }
    )* };
    (@shared $database:expr => $( $case:ident, )*) => { $(
        #[test]
        fn $case() -> ::kalends::Result<()> {
            let database = $database;
            $crate::store_contract::sharing::$case(&database())
        }
    )* };
}
