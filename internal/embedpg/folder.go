package embedpg

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// cluster is a data folder and what it is made and run with.
type cluster struct {
	data, bin string
	account   account
}

// realPath is dir in full and without symbolic links, as the kernel names it.
func realPath(dir string) (string, error) {
	full, err := filepath.Abs(dir)
	if err != nil {
		return "", err
	}
	return filepath.EvalSymlinks(full)
}

// lockFolder keeps a second hub out of dir for as long as the file is open.
func lockFolder(dir string) (*os.File, error) {
	lock, err := os.OpenFile(filepath.Join(dir, "lock"), os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, fmt.Errorf("cannot write in the data folder: %w", err)
	}
	if err := syscall.Flock(int(lock.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err != nil {
		lock.Close()
		return nil, fmt.Errorf("another hub is running in %s: stop it, or set HUB_DATA_DIR to another folder", dir)
	}
	return lock, nil
}

// dataFolder is dir/data. For root it has to be where the server's user can reach it, so below a closed folder such as
// /root it is a link to a folder that is open.
func dataFolder(dir string) (string, error) {
	data := filepath.Join(dir, "data")
	if os.Getuid() != 0 || reachable(dir) {
		return data, nil
	}
	target, err := os.Readlink(data)
	if errors.Is(err, fs.ErrNotExist) {
		if err := os.MkdirAll(rootFolder, 0o711); err != nil {
			return "", fmt.Errorf("cannot make a folder for PostgreSQL's data: %w", err)
		}
		if target, err = os.MkdirTemp(rootFolder, "data-"); err != nil {
			return "", fmt.Errorf("cannot make a folder for PostgreSQL's data: %w", err)
		}
		return target, os.Symlink(target, data)
	}
	if err != nil {
		return "", fmt.Errorf("PostgreSQL's user cannot reach %s: open the folders above it to others (chmod o+x)", data)
	}
	return target, nil
}

// reachable says whether every folder from the root down to dir can be entered by everybody.
func reachable(dir string) bool {
	info, err := os.Stat(dir)
	if err != nil || info.Mode().Perm()&0o001 == 0 {
		return false
	}
	return dir == "/" || reachable(filepath.Dir(dir))
}

// initialise makes the cluster at the first start and answers its password.
func initialise(ctx context.Context, c cluster) (string, error) {
	passwordPath := c.data + ".password"
	made, err := os.ReadFile(filepath.Join(c.data, "PG_VERSION"))
	if err == nil {
		if err := sameVersion(ctx, c.bin, c.data, strings.TrimSpace(string(made))); err != nil {
			return "", err
		}
		password, err := os.ReadFile(passwordPath)
		if err != nil {
			return "", fmt.Errorf("cannot read the database's password: %w", err)
		}
		return string(password), nil
	}
	if !errors.Is(err, fs.ErrNotExist) {
		return "", fmt.Errorf("cannot read the data folder: %w", err)
	}
	password := rand.Text()
	if err := errors.Join(os.WriteFile(passwordPath, []byte(password), 0o600), c.account.own(passwordPath)); err != nil {
		return "", fmt.Errorf("cannot write the database's password: %w", err)
	}
	// initdb leaves PG_VERSION early, so a killed one must not look finished: it works beside the data folder.
	half := c.data + ".new"
	if err := errors.Join(os.RemoveAll(half), os.Mkdir(half, 0o700), c.account.own(half)); err != nil {
		return "", fmt.Errorf("cannot make the data folder: %w", err)
	}
	initdb := exec.CommandContext(ctx, filepath.Join(c.bin, "initdb"), "--pgdata", half, "--username=postgres",
		"--auth=scram-sha-256", "--pwfile="+passwordPath, "--encoding=UTF8", "--locale=C.UTF-8", "--no-instructions")
	initdb.Dir = half
	initdb.SysProcAttr = c.account.attributes()
	if output, err := initdb.CombinedOutput(); err != nil {
		return "", fmt.Errorf("cannot make the database: %w: %s", err, bytes.ReplaceAll(bytes.TrimSpace(output), []byte("\n"), []byte("; ")))
	}
	if err := errors.Join(os.RemoveAll(c.data), os.Rename(half, c.data)); err != nil {
		return "", fmt.Errorf("cannot make the data folder: %w", err)
	}
	return password, nil
}

// sameVersion refuses data that another major version of PostgreSQL made.
func sameVersion(ctx context.Context, bin, data, made string) error {
	output, err := exec.CommandContext(ctx, filepath.Join(bin, "postgres"), "--version").Output() // postgres (PostgreSQL) 18.4
	if err != nil {
		return fmt.Errorf("cannot run %s: %w", filepath.Join(bin, "postgres"), err)
	}
	fields := strings.Fields(string(output))
	if len(fields) < 3 {
		return fmt.Errorf("cannot read PostgreSQL's version in %q", output)
	}
	if major, _, _ := strings.Cut(fields[2], "."); major != made {
		return fmt.Errorf("%s holds data of PostgreSQL %s and this is PostgreSQL %s: "+
			"set HUB_PG_BIN to the programs of PostgreSQL %s, or HUB_DATA_DIR to another folder", data, made, major, made)
	}
	return nil
}

// stopOrphan ends the server that a killed hub left running on data. The caller holds the folder's lock, so no living hub
// uses it. A process file of a server that is gone is removed: its number may belong to another program by now.
func stopOrphan(ctx context.Context, data string) error {
	pidPath := filepath.Join(data, "postmaster.pid")
	content, err := os.ReadFile(pidPath)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("cannot read the data folder: %w", err)
	}
	first, _, _ := strings.Cut(string(content), "\n")
	pid, err := strconv.Atoi(first)
	if err != nil || !worksIn(pid, data) {
		return os.Remove(pidPath)
	}
	if err := syscall.Kill(pid, syscall.SIGINT); err != nil {
		return fmt.Errorf("cannot stop the PostgreSQL that an earlier hub left running (process %d): %w", pid, err)
	}
	for worksIn(pid, data) {
		select {
		case <-ctx.Done():
			return fmt.Errorf("the PostgreSQL that an earlier hub left running (process %d) does not stop", pid)
		case <-time.After(20 * time.Millisecond):
		}
	}
	return nil
}

// worksIn says whether process pid is a server on data: PostgreSQL makes its data folder its working directory.
func worksIn(pid int, data string) bool {
	dir, err := os.Readlink(fmt.Sprintf("/proc/%d/cwd", pid))
	return err == nil && dir == data
}
