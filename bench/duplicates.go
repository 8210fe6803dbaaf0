package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"time"
)

// duplicates are the times of comparing all employers: the first time, and again when nothing changed.
type duplicates struct {
	first, again time.Duration
	said         string
	// peak is the most memory that the command held, in MB.
	peak int
}

// measureDuplicates compares the employers of a database that an import has filled.
func measureDuplicates(ctx context.Context, s settings, database string) (m duplicates, err error) {
	// The working process may have searched after the import.
	if err := execute(ctx, database, "TRUNCATE duplicate_pair, duplicate_record, duplicate_key, duplicate_word, duplicate_search"); err != nil {
		return m, err
	}
	find := func() error {
		cmd := exec.CommandContext(ctx, s.hub, "duplicates", "find")
		cmd.Env, cmd.Stderr = hubEnv(database), os.Stderr
		out, err := cmd.Output()
		m.said = strings.TrimSpace(string(out))
		if usage, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage); ok {
			m.peak = max(m.peak, int(usage.Maxrss>>10))
		}
		return err
	}
	if m.first, err = timed(ctx, database, find); err != nil {
		return m, err
	}
	m.again, err = timed(ctx, database, find)
	return m, err
}

// measureDuplicatesOnly fills a database with one import and measures in it.
func measureDuplicatesOnly(ctx context.Context, s settings, server string) (m duplicates, err error) {
	database, err := filledByImport(ctx, s, server, "duplicates")
	if err != nil {
		return m, err
	}
	return measureDuplicates(ctx, s, database)
}

func (m duplicates) write(b *strings.Builder, rows int) {
	fmt.Fprintf(b, "## Finding duplicates among %d employers\n\n", rows)
	fmt.Fprintf(b, "By `hub duplicates find`, which said: %s\n\n", m.said)
	fmt.Fprintf(b, "| work | time | aim |\n|---|---|---|\n")
	fmt.Fprintf(b, "| all compared with all, the first time | %.1f s | under 60 s |\n| the same again, nothing changed | %.1f s | |\n", m.first.Seconds(), m.again.Seconds())
	fmt.Fprintf(b, "| most memory that the command held | %d MB | |\n\n", m.peak)
}
