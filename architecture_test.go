// Package architecture_test holds who may import whom.
package architecture_test

import (
	"go/build"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
)

const module = "employerhub/"

// anything are the packages that may import all others.
var anything = []string{"bench", "cmd/hub", "internal/server"}

// TestImports holds the table in .golangci.yml by itself, so that it fails wherever tests run. Test files are free.
func TestImports(t *testing.T) {
	t.Parallel()
	allowed := readTable(t)
	for dir, imports := range packages(t) {
		if dir != "cmd/hub" && slices.Contains(imports, module+"internal/server") {
			t.Errorf("%s imports internal/server, which only cmd/hub may", dir)
		}
		if slices.Contains(anything, dir) {
			continue
		}
		if allowed[dir] == nil {
			t.Errorf("%s has no rule in .golangci.yml: say what it may import", dir)
			continue
		}
		for _, path := range imports {
			if !standard(path) && !slices.ContainsFunc(allowed[dir], func(prefix string) bool { return path == prefix || strings.HasPrefix(path, prefix+"/") }) {
				t.Errorf("%s imports %s, which its rule in .golangci.yml does not allow", dir, path)
			}
		}
	}
}

// readTable gives the import paths that depguard allows, by folder.
func readTable(t *testing.T) map[string][]string {
	t.Helper()
	content, err := os.ReadFile(".golangci.yml")
	if err != nil {
		t.Fatal(err)
	}
	var file struct {
		Linters struct {
			Settings struct {
				Depguard struct {
					Rules map[string]struct{ Files, Allow []string }
				}
			}
		}
	}
	if err := yaml.Unmarshal(content, &file); err != nil {
		t.Fatal(err)
	}
	table := map[string][]string{}
	for _, rule := range file.Linters.Settings.Depguard.Rules {
		table[strings.TrimSuffix(strings.TrimPrefix(rule.Files[0], "**/"), "/*.go")] = rule.Allow
	}
	return table
}

// packages gives what the files that are not tests import, by folder.
func packages(t *testing.T) map[string][]string {
	t.Helper()
	found := map[string][]string{}
	err := filepath.WalkDir(".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || !entry.IsDir() {
			return err
		}
		if name := entry.Name(); name == "node_modules" || name != "." && strings.HasPrefix(name, ".") {
			return filepath.SkipDir
		}
		if _, err := os.Stat(filepath.Join(path, "go.mod")); err == nil && path != "." {
			return filepath.SkipDir // a module of its own
		}
		if pkg, err := build.ImportDir(path, 0); err == nil && len(pkg.GoFiles) > 0 {
			found[path] = pkg.Imports
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(found) < 10 {
		t.Fatalf("found only %d packages", len(found))
	}
	return found
}

// standard packages have no dot in the first part of their path, and are not ours.
func standard(path string) bool {
	first, _, _ := strings.Cut(path, "/")
	return !strings.Contains(first, ".") && first+"/" != module
}
