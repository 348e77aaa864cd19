/* libical as a peer; see run.py. */
#include <libical/ical.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static char *start_text, *rule_text, *what, *from, *until;
static icaltimezone *zone;
static struct icaltimetype start;
static struct icalrecurrencetype rule;
static long count;
static long long sum;

static void once(void) {
    int windowed = strcmp(what, "between") == 0;
    long long low = windowed ? atoll(from) : 0, high = windowed ? atoll(until) : 0;
    long most = windowed ? 0 : atol(from);
    struct icaltimetype next;
    icalrecur_iterator *walk;
    if (strcmp(what, "text") == 0) {
        rule = icalrecurrencetype_from_string(rule_text);
    }
    walk = icalrecur_iterator_new(rule, start);
    if (windowed) {
        icalrecur_iterator_set_start(walk, icaltime_from_timet_with_zone(low, 0, zone));
    }
    count = 0;
    sum = 0;
    while (windowed || count < most) {
        long long at;
        next = icalrecur_iterator_next(walk);
        if (icaltime_is_null_time(next)) break;
        at = icaltime_as_timet_with_zone(next, zone);
        if (windowed && at >= high) break;
        if (windowed && at < low) continue;
        count++;
        sum += at;
    }
    icalrecur_iterator_free(walk);
}

static long long now(void) {
    struct timespec time;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return time.tv_sec * 1000000000LL + time.tv_nsec;
}

int main(int argc, char **argv) {
    long long spent = 0, fastest = -1;
    char *line = argv[argc - 1];
    strsep(&line, "\t");
    start_text = strsep(&line, "\t");
    rule_text = strsep(&line, "\t");
    what = strsep(&line, "\t");
    from = strsep(&line, "\t");
    until = line;
    zone = icaltimezone_get_builtin_timezone("America/New_York");
    start = icaltime_from_string(start_text);
    start.zone = zone;
    rule = icalrecurrencetype_from_string(rule_text);
    while (spent < 1000000000LL) {
        long long clock = now(), took;
        once();
        took = now() - clock;
        spent += took > 1000 ? took : 1000;
        if (fastest < 0 || took < fastest) fastest = took;
    }
    printf("%lld %ld %lld\n", fastest, count, sum);
    return 0;
}
