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
	postcodes := filepath.Join(dir, "ONSPD.csv")
	const directory = "pcds,oslaua,osward,investment_area\nS60 9ZZ,E08000018,E05012996,AMID\nS60 9ZY,E08000018,E05999999,\nnonsense,,,\n"
	if err := os.WriteFile(postcodes, []byte(directory), 0o600); err != nil {
		t.Fatal(err)
	}
	places, err := command(t, "import postcodes "+postcodes, env)
	if err != nil || !strings.Contains(places, "3 rows: 1 postcodes new, 0 moved to another ward; 1 lie in Rotherham.") ||
		!strings.Contains(places, "1 postcodes of Rotherham were left out") || !strings.Contains(places, "line 4: ") {
		t.Errorf("postcodes: got %q, %v", places, err)
	}
	_, err = command(t, "import postcodes "+good, env)
	wantError(t, err, "no column for the postcode")
	list := filepath.Join(dir, "employers.csv")
	if said, err := command(t, "export employers "+list+` --filter={"search":"zzzz"}`, env); err != nil || !strings.Contains(said, "Written to ") {
		t.Errorf("export: got %q, %v", said, err)
	}
	if written, err := os.ReadFile(list); err != nil || !strings.HasPrefix(string(written), "\ufeffName,Company number,") {
		t.Errorf("export: got %q, %v", written, err)
	}
	_, err = command(t, "export employers "+list, env)
	wantError(t, err, "cannot write the file")
	_, err = command(t, `export employers - --filter={"name":"x"}`, env)
	wantError(t, err, "not an EmployerFilter")
	_, err = command(t, "import companies-house "+bad, env)
	wantError(t, err, "wrong columns")
	_, err = command(t, "import companies-house "+filepath.Join(dir, "none.csv"), env)
	wantError(t, err, "cannot open the file")
}
