// Package server is the hub as a program: its commands, and the wiring of all packages into a running process.
package server

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/signal"
	"runtime/debug"
	"strings"
	"syscall"

	"employerhub/internal/config"

	"github.com/alecthomas/kong"
)

// commands are what `hub --help` lists; each is a file of its own.
type commands struct {
	Dev          devCommand          `cmd:"" help:"Run everything in one process, with a PostgreSQL of its own, for development on this machine."`
	Serve        serveCommand        `cmd:"" help:"Serve the API and the pages."`
	Work         workCommand         `cmd:"" help:"Work background jobs off."`
	Organisation organisationCommand `cmd:"" help:"Take partner organisations in."`
	User         userCommand         `cmd:"" help:"Let staff in."`
	Token        tokenCommand        `cmd:"" help:"Make keys for programs."`
	Import       importCommand       `cmd:"" help:"Take a file in."`
	Duplicates   duplicatesCommand   `cmd:"" help:"Find records of one employer."`
	Export       exportCommand       `cmd:"" help:"Write a list to a file."`
	Demo         demoCommand         `cmd:"" help:"Make data up, to try the hub out."`
	Migrate      migrateCommand      `cmd:"" help:"Bring the database up to date."`
	Check        checkCommand        `cmd:"" help:"Show the settings, test them and say what is wrong."`
}

// program is what every command gets.
type program struct {
	cfg            config.Config
	log            *slog.Logger
	stdout, stderr io.Writer
}

// Main runs the command that args name until it ends or the process is told to stop, and answers the exit code.
func Main(args []string) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	defer stop()
	setMemory()
	context.AfterFunc(ctx, stop) // a second signal ends the process at once
	err := execute(ctx, args, os.Getenv, os.Stdout, os.Stderr)
	if ctx.Err() != nil && errors.Is(err, context.Canceled) {
		return 130 // as shells say for a command that was stopped
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "hub:", strings.ReplaceAll(err.Error(), "\n", "\nhub: "))
		return 1
	}
	return 0
}

const (
	// collectAt lets the heap grow to five times what is in use before it is collected: the hub uses little, and collecting it each time it
	// doubled took a sixth of the time of sending.
	collectAt = 400
	// enoughMemory is from how much memory on it is collected more often instead, in bytes.
	enoughMemory = 128 << 20
)

// setMemory sets how much memory is given for speed, where GOGC and GOMEMLIMIT do not say it.
func setMemory() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(collectAt)
	}
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(enoughMemory)
	}
}

// execute runs one command. Its error is written for the person who typed it.
func execute(ctx context.Context, args []string, getenv func(string) string, stdout, stderr io.Writer) error {
	var parsed commands
	parser, err := kong.New(&parsed,
		kong.Name("hub"),
		kong.Description("The employer engagement hub. Settings are environment variables: `hub check` lists them."),
		kong.Writers(stdout, stderr),
		kong.BindTo(ctx, (*context.Context)(nil)),
	)
	if err != nil {
		return err
	}
	if len(args) == 0 {
		args = []string{"--help"}
	}
	command, err := parser.Parse(args)
	if err != nil {
		return fmt.Errorf("%w (see `hub --help`)", err)
	}
	cfg, err := config.Read(getenv)
	if err != nil {
		return err
	}
	return command.Run(&program{cfg: cfg, log: newLogger(cfg, stderr), stdout: stdout, stderr: stderr})
}

func newLogger(cfg config.Config, to io.Writer) *slog.Logger {
	options := &slog.HandlerOptions{Level: cfg.LogLevel}
	if cfg.LogFormat == config.LogText {
		return slog.New(slog.NewTextHandler(to, options))
	}
	return slog.New(slog.NewJSONHandler(to, options))
}
