package main

import (
	"context"
	"fmt"
	"os"
	"runtime"
	"slices"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
)

// report is everything that a run found.
type report struct {
	settings   settings
	database   string
	imports    imports
	reads      reads
	duplicates duplicates
	hostile    hostileRequests
	launch     launch
	sending    sending
}

func writeReport(ctx context.Context, path string, r report) error {
	connection, err := pgx.Connect(ctx, r.database)
	if err != nil {
		return err
	}
	defer connection.Close(ctx)
	var server string
	if err := connection.QueryRow(ctx, `SELECT current_setting('server_version')`).Scan(&server); err != nil {
		return err
	}
	var b strings.Builder
	fmt.Fprintf(&b, "# Results of `make bench`\n\n")
	fmt.Fprintf(&b, "%s. %s, %d processors, %s; Go %s; PostgreSQL %s with its default settings on the same machine.\n",
		time.Now().Format("2 January 2006"), processor(), runtime.NumCPU(), runtime.GOOS+"/"+runtime.GOARCH, strings.TrimPrefix(runtime.Version(), "go"), server)
	fmt.Fprintf(&b, "The machine is shared, so only ratios within one run count: medians of %d, measured in turns.\n\n", r.settings.runs)
	r.imports.write(&b, r.settings.rows)
	r.reads.write(&b, r.settings.rows)
	r.duplicates.write(&b, r.settings.rows)
	r.hostile.write(&b)
	r.launch.write(&b)
	r.sending.write(&b)
	return os.WriteFile(path, []byte(b.String()), 0o644)
}

func (m imports) write(b *strings.Builder, rows int) {
	limit := median(m.copies)
	ratio := func(times []time.Duration) float64 { return float64(median(times)) / float64(limit) }
	fmt.Fprintf(b, "## Import of a Companies House file of %d rows\n\n", rows)
	fmt.Fprintf(b, "From the first byte of the upload to the last row dealt with, by `hub serve` and `hub work`.\n\n")
	fmt.Fprintf(b, "| work | median | against COPY | in single turns | aim |\n|---|---|---|---|---|\n")
	fmt.Fprintf(b, "| COPY of the same rows into one bare table | %.1f s | 1 | | |\n", limit.Seconds())
	fmt.Fprintf(b, "| import, all new | %.1f s | %.1f | %s | at most 15 |\n", median(m.fresh).Seconds(), ratio(m.fresh), m.spread(m.fresh))
	fmt.Fprintf(b, "| import, all unchanged | %.1f s | %.1f | %s | at most 4 |\n\n", median(m.again).Seconds(), ratio(m.again), m.spread(m.again))
	fmt.Fprintf(b, "| process | most memory held | aim |\n|---|---|---|\n")
	fmt.Fprintf(b, "| hub serve | %d MB | under 300 MB |\n| hub work | %d MB | under 300 MB |\n", m.serve, m.work)
	fmt.Fprintf(b, "| largest PostgreSQL backend, shared memory counted in | %d MB | under 300 MB |\n\n", m.backend)
}

// spread is the lowest and the highest ratio to the COPY of the same turn: how far the machine let them be compared.
func (m imports) spread(times []time.Duration) string {
	var ratios []float64
	for turn, took := range times {
		ratios = append(ratios, float64(took)/float64(m.copies[turn]))
	}
	return fmt.Sprintf("%.1f to %.1f", slices.Min(ratios), slices.Max(ratios))
}

// processor is the machine's, as far as the system tells.
func processor() string {
	info, err := os.ReadFile("/proc/cpuinfo")
	if err != nil {
		return "unknown processor"
	}
	for line := range strings.Lines(string(info)) {
		if name, value, found := strings.Cut(line, ":"); found && strings.TrimSpace(name) == "model name" {
			return strings.TrimSpace(value)
		}
	}
	return "unknown processor"
}
