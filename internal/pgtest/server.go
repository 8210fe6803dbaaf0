package pgtest

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"time"

	"employerhub/internal/embedpg"

	"github.com/jackc/pgx/v5"
)

// serverURL is the server that this process's tests use: HUB_DATABASE_URL, or one that all test processes of this user share.
//
// Each package's tests are a process of their own, run side by side, and none of them outlives the others. So the first one
// starts a keeper, which is the same program again, and the keeper holds the server until nobody has used it for a minute.
var serverURL = sync.OnceValues(func() (string, error) {
	if url := os.Getenv("HUB_DATABASE_URL"); url != "" {
		return url, nil
	}
	cache, err := embedpg.CacheDir()
	if err != nil {
		return "", err
	}
	dir := filepath.Join(cache, "test"+strings.ReplaceAll(os.Getenv("HUB_PG_BIN"), "/", "-"))
	if err := os.MkdirAll(dir, 0o711); err != nil {
		return "", fmt.Errorf("cannot make the test server's folder: %w", err)
	}
	if using, err = lock(filepath.Join(dir, "users"), syscall.LOCK_SH); err != nil {
		return "", err
	}
	starting, err := lock(filepath.Join(dir, "starting"), syscall.LOCK_EX)
	if err != nil {
		return "", err
	}
	defer starting.Close()
	urlPath := filepath.Join(dir, "url")
	if url, err := os.ReadFile(urlPath); err == nil && answers(string(url)) {
		return string(url), nil
	}
	url, err := startKeeper(dir)
	if err != nil {
		return "", err
	}
	return url, os.WriteFile(urlPath, []byte(url), 0o600)
})

// using is this process's share of the server. It is never closed: the kernel lets go when the tests end. It stands here so
// that the collector does not close it before.
var using *os.File //nolint:unused // being reachable is its use

func lock(path string, how int) (*os.File, error) {
	file, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, fmt.Errorf("cannot lock the test server: %w", err)
	}
	for {
		err := syscall.Flock(int(file.Fd()), how)
		if err == nil {
			return file, nil
		}
		if err != syscall.EINTR {
			file.Close()
			return nil, fmt.Errorf("cannot lock the test server: %w", err)
		}
	}
}

func answers(url string) bool {
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	connection, err := pgx.Connect(ctx, url)
	if err != nil {
		return false
	}
	return connection.Close(ctx) == nil
}

// keeperDir in the environment tells this program to be the keeper of the server in that folder.
const keeperDir = "HUB_PGTEST_KEEPER_DIR"

// startKeeper starts the keeper in a session of its own and waits for the server's address.
func startKeeper(dir string) (string, error) {
	program, err := os.Executable()
	if err != nil {
		return "", err
	}
	logPath := filepath.Join(dir, "keeper.log")
	log, err := os.Create(logPath)
	if err != nil {
		return "", err
	}
	defer log.Close()
	keeper := exec.Command(program) //nolint:noctx // it outlives this process
	keeper.Env = append(os.Environ(), keeperDir+"="+dir)
	keeper.Stderr = log
	keeper.SysProcAttr = &syscall.SysProcAttr{Setsid: true}
	output, err := keeper.StdoutPipe()
	if err != nil {
		return "", err
	}
	if err := keeper.Start(); err != nil {
		return "", err
	}
	url, err := bufio.NewReader(output).ReadString('\n')
	if err != nil {
		why, _ := os.ReadFile(logPath)
		return "", fmt.Errorf("cannot start a server for the tests: %s", why)
	}
	return strings.TrimSpace(url), output.Close()
}

func init() {
	if dir := os.Getenv(keeperDir); dir != "" {
		if err := keep(dir); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
}

// fastest is a folder in memory, or dir where there is not room enough. A database is more than a thousand small files, and
// making and deleting those for each test took a third of the tests' time on a disk.
func fastest(dir string) string {
	const memory, room = "/dev/shm", 4 << 30
	var about syscall.Statfs_t
	if err := syscall.Statfs(memory, &about); err != nil || about.Bavail*uint64(about.Bsize) < room {
		return dir
	}
	return filepath.Join(memory, strings.ReplaceAll(dir, "/", "-"))
}

// keep runs the server on fresh data, prints its address, and stops it when no test process is left to use it.
func keep(dir string) error {
	serverDir := filepath.Join(fastest(dir), "server")
	if err := os.RemoveAll(serverDir); err != nil {
		return err
	}
	server, err := embedpg.Start(context.Background(), embedpg.Config{
		Dir:      serverDir,
		Binaries: os.Getenv("HUB_PG_BIN"),
		// Nothing here is worth keeping, so nothing waits for the disk.
		Settings: []string{"fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=500"},
	})
	if err != nil {
		return err
	}
	fmt.Println(server.URL())
	if err := os.Stdout.Close(); err != nil {
		return err
	}
	for {
		// Granted when the last user has gone, and given back so that the next can come.
		unused, err := lock(filepath.Join(dir, "users"), syscall.LOCK_EX)
		if err != nil {
			return err
		}
		if err := unused.Close(); err != nil {
			return err
		}
		time.Sleep(time.Minute)
		unused, err = lock(filepath.Join(dir, "users"), syscall.LOCK_EX|syscall.LOCK_NB)
		if err == nil {
			// Held while stopping: who comes now waits, finds no server, and starts one.
			defer unused.Close()
			return errors.Join(server.Stop(), os.RemoveAll(serverDir))
		}
	}
}
