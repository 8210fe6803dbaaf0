// Command bench measures the hub against peers and against the limit, and writes bench/RESULTS.md.
//
// Machines are shared and noisy: what is compared is measured in one run, in turns, as the median of five, and the ratios are
// what counts. Nothing here fails a build.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"strings"

	"employerhub/internal/embedpg"
)

// settings are what a run is asked for.
type settings struct {
	hub  string // the program, as make build leaves it
	rows int
	runs int
	// campaignsOnly leaves out everything but the launch and the sending, and writes no report.
	campaignsOnly bool
	// sendingOnly leaves out everything but the sending, and writes no report.
	sendingOnly bool
	importsOnly bool
	// duplicatesOnly leaves out everything but finding duplicates, and writes no report.
	duplicatesOnly bool
	// readsOnly leaves out everything but reading and recording, and writes no report.
	readsOnly bool
	dir       string // of the run's database and files
}

func main() {
	var s settings
	flag.StringVar(&s.hub, "hub", "bin/hub", "the program, built")
	flag.IntVar(&s.rows, "rows", 200_000, "companies in the file")
	flag.IntVar(&s.runs, "runs", 5, "turns, of which the median counts")
	out := flag.String("out", "bench/RESULTS.md", "file for the report")
	compare := flag.String("by-hand", "", "be the handler to compare with, on this database")
	flag.BoolVar(&s.campaignsOnly, "campaigns", false, "measure the launch and the sending only, and write no report")
	flag.BoolVar(&s.sendingOnly, "sending", false, "measure the sending only, and write no report")
	flag.BoolVar(&s.importsOnly, "imports", false, "measure the import only, and write no report")
	flag.BoolVar(&s.duplicatesOnly, "duplicates", false, "measure finding duplicates only, and write no report")
	flag.BoolVar(&s.readsOnly, "reads", false, "measure reading and recording only, and write no report")
	flag.StringVar(&s.dir, "dir", "", "where the run's database and files are kept while it lasts; the cache where empty")
	flag.Parse()
	byHandOnly(context.Background(), *compare)
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	err := run(ctx, s, *out)
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, s settings, out string) (err error) {
	if s.dir == "" {
		if s.dir, err = embedpg.CacheDir(); err != nil {
			return err
		}
	}
	s.dir = filepath.Join(s.dir, "bench")
	if err := os.MkdirAll(s.dir, 0o711); err != nil {
		return err
	}
	server, err := embedpg.Start(ctx, embedpg.Config{Dir: filepath.Join(s.dir, "postgres")})
	if err != nil {
		return err // another benchmark may be at work in the folder
	}
	defer os.RemoveAll(s.dir)
	defer func() {
		if stopped := server.Stop(); err == nil {
			err = stopped
		}
	}()
	if s.duplicatesOnly {
		found, err := measureDuplicatesOnly(ctx, s, server.URL())
		if err != nil {
			return err
		}
		var b strings.Builder
		found.write(&b, s.rows)
		fmt.Print(b.String())
		return nil
	}
	if s.readsOnly {
		read, err := measureReadsOnly(ctx, s, server.URL())
		if err != nil {
			return err
		}
		var b strings.Builder
		read.write(&b, s.rows)
		fmt.Print(b.String())
		return nil
	}
	if s.importsOnly {
		imports, err := measureImports(ctx, s, server.URL())
		if err != nil {
			return err
		}
		var b strings.Builder
		imports.write(&b, s.rows)
		fmt.Print(b.String())
		return nil
	}
	sent, err := measureSending(ctx, s, server.URL())
	if err != nil {
		return err
	}
	if s.sendingOnly {
		var b strings.Builder
		sent.write(&b)
		fmt.Print(b.String())
		return nil
	}
	launched, err := measureLaunch(ctx, s, server.URL())
	if err != nil {
		return err
	}
	if s.campaignsOnly {
		var b strings.Builder
		launched.write(&b)
		sent.write(&b)
		fmt.Print(b.String())
		return nil
	}
	imports, err := measureImports(ctx, s, server.URL())
	if err != nil {
		return err
	}
	found, err := measureDuplicates(ctx, s, imports.filled)
	if err != nil {
		return err
	}
	hostile, err := measureHostile(ctx, s, imports.filled)
	if err != nil {
		return err
	}
	read, err := measureReads(ctx, s, imports.filled)
	if err != nil {
		return err
	}
	return writeReport(ctx, out, report{settings: s, database: imports.filled, imports: imports, reads: read, duplicates: found, hostile: hostile, launch: launched, sending: sent})
}
