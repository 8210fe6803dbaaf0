package server

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func evaluate(t *testing.T, content string, args ...string) (string, error) {
	t.Helper()
	file := filepath.Join(t.TempDir(), "records.csv")
	if err := os.WriteFile(file, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	err := execute(t.Context(), append([]string{"duplicates", "evaluate", file}, args...), func(string) string { return "" }, &out, &out)
	return out.String(), err
}

func TestEvaluateShowsTheCurveOfAFileWhoseColumnsHaveOtherNames(t *testing.T) {
	t.Parallel()
	out, err := evaluate(t, "Ref,Title,Street,Group\n1,Habershon Fabrications Ltd,12 High Street,a\n2,HABERSHON FABRICATIONS,12 High St,a\n3,Rose Bakery,9 Main Road,b\n",
		"--column", "name=Title", "--column", "address=Street", "--column", "cluster=group", "--show", "1")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(out, "3 records") || !strings.Contains(out, "0.50      1.000   1.000") {
		t.Errorf("got\n%s\nwant 3 records with precision and recall of 1", out)
	}
}

func TestEvaluateSaysWhatAFileLacks(t *testing.T) {
	t.Parallel()
	for content, want := range map[string]string{
		"name\nAbdy\n":   "name it cluster",
		"cluster\n1\n":   "no column says anything of the employers",
		"":               "first line",
		"name,cluster\n": "",
	} {
		_, err := evaluate(t, content)
		if want == "" && err != nil || want != "" && (err == nil || !strings.Contains(err.Error(), want)) {
			t.Errorf("%q: got %v, want %q", content, err, want)
		}
	}
	if _, err := evaluate(t, "name,cluster\n", "--column", "name=Nothing"); err == nil || !strings.Contains(err.Error(), `no column "Nothing"`) {
		t.Errorf("got %v, want that there is no such column", err)
	}
}

func TestEvaluateTakesPairsThatAreLabelled(t *testing.T) {
	t.Parallel()
	out, err := evaluate(t, "left_name,left_address,right_name,right_address,label\n"+
		"Habershon Fabrications Ltd,12 High Street,HABERSHON FABRICATIONS,12 High St,1\n"+
		"Habershon Fabrications Ltd,12 High Street,Rose Bakery,9 Main Road,0\n")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(out, "2 labelled pairs") || !strings.Contains(out, "0.50      1.000   1.000  1.000        1       0       0") {
		t.Errorf("got\n%s\nwant that the one pair is found and the other is not", out)
	}
	if _, err := evaluate(t, "left_name,right_name,label\nAbdy,Abdy,perhaps\n"); err == nil || !strings.Contains(err.Error(), `line 2: the label "perhaps"`) {
		t.Errorf("got %v, want that the label is not understood", err)
	}
}
