package server

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestImportCommand(t *testing.T) {
	t.Parallel()
	env := environment(t)
	startHub(t, "dev", env)
	dir := t.TempDir()
	made, err := command(t, "demo companies-house --rows 300 --seed 7", env)
	if err != nil {
		t.Fatal(err)
	}
	good, bad := filepath.Join(dir, "good.csv"), filepath.Join(dir, "bad.csv")
	for path, content := range map[string]string{good: made, bad: "not,the,columns\n1,2,3\n"} {
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}

	first, err := command(t, "import companies-house "+good, env)
	if err != nil || !strings.Contains(first, "300 rows: ") || !strings.Contains(first, " 0 changed, ") {
		t.Errorf("first: got %q, %v", first, err)
	}
	again, err := command(t, "import companies-house "+good, env)
	if err != nil || !strings.Contains(again, "300 rows: 0 new, 0 changed, ") {
		t.Errorf("again: got %q, %v", again, err)
	}
	_, err = command(t, "import companies-house "+bad, env)
	wantError(t, err, "wrong columns")
	_, err = command(t, "import companies-house "+filepath.Join(dir, "none.csv"), env)
	wantError(t, err, "cannot open the file")
}
