/* Without this the sd_journal_sendv macro would add the location of C code to each entry. */
#define SD_JOURNAL_SUPPRESS_LOCATION 1
#include <systemd/sd-daemon.h>
#include <systemd/sd-journal.h>
