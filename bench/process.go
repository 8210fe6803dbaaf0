package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"syscall"
)

// process is a running hub.
type process struct {
	url string
	cmd *exec.Cmd
}

// hubEnv is what a hub needs to find the database. Limits on callers are out of the way.
func hubEnv(database string) []string {
	return append(os.Environ(), "HUB_DATABASE_URL="+database, "HUB_LISTEN=127.0.0.1:0", "HUB_LOG_FORMAT=json", "HUB_SHUTDOWN_DELAY=0s",
		"HUB_REQUESTS_PER_MINUTE=100000000", "HUB_REQUESTS_AT_ONCE=1000")
}

// start runs a command of the hub that serves, with more settings, and waits until it does.
func start(ctx context.Context, s settings, database, command string, more ...string) (*process, error) {
	cmd := exec.CommandContext(ctx, s.hub, command)
	cmd.Env = append(hubEnv(database), more...)
	log, err := cmd.StderrPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	lines := bufio.NewScanner(log)
	for lines.Scan() {
		var line struct{ Msg, Address string }
		if json.Unmarshal(lines.Bytes(), &line) == nil && line.Msg == "ready" {
			go func() { _, _ = io.Copy(io.Discard, log) }()
			return &process{"http://" + line.Address, cmd}, nil
		}
	}
	return nil, fmt.Errorf("hub %s did not start: %w", command, cmd.Wait())
}

// startAtAddress starts a server that prints its address.
func startAtAddress(cmd *exec.Cmd) (*process, error) {
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	var address string
	if _, err := fmt.Fscanln(out, &address); err != nil {
		return nil, fmt.Errorf("%s did not start: %w", cmd, join(cmd.Wait(), err))
	}
	go func() { _, _ = io.Copy(io.Discard, out) }()
	return &process{"http://" + address, cmd}, nil
}

func (p *process) stop() error {
	if err := p.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		return err
	}
	return p.cmd.Wait()
}

// command runs one that ends by itself and answers what it prints.
func command(ctx context.Context, s settings, database string, args ...string) (string, error) {
	cmd := exec.CommandContext(ctx, s.hub, args...)
	cmd.Env = hubEnv(database)
	out, err := cmd.Output()
	if failed, ok := errors.AsType[*exec.ExitError](err); ok {
		return "", fmt.Errorf("hub %s: %s", strings.Join(args, " "), failed.Stderr)
	}
	return strings.TrimSpace(string(out)), err
}

// peakMB is the most memory that a process has held, in MB; 0 where it is gone or the system does not tell.
func peakMB(pid int) int {
	status, err := os.ReadFile("/proc/" + strconv.Itoa(pid) + "/status")
	if err != nil {
		return 0
	}
	for line := range strings.Lines(string(status)) {
		if fields := strings.Fields(line); len(fields) > 1 && fields[0] == "VmHWM:" {
			kB, _ := strconv.Atoi(fields[1])
			return kB >> 10
		}
	}
	return 0
}

// named is the address of another database on the same server.
func named(server, database string) string {
	u, err := url.Parse(server)
	if err != nil {
		panic(err) // embedpg wrote it
	}
	u.Path = "/" + database
	return u.String()
}
