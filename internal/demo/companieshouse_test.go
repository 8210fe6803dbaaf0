package demo_test

import (
	"bytes"
	"errors"
	"io"
	"regexp"
	"slices"
	"strings"
	"testing"

	"employerhub/internal/demo"
	"employerhub/internal/hub"
	"employerhub/internal/importer"
)

func TestTheSameSeedMakesTheSameBytes(t *testing.T) {
	t.Parallel()
	first, second, longer, other := file(t, 500, 1), file(t, 500, 1), file(t, 600, 1), file(t, 500, 2)

	if !bytes.Equal(first, second) {
		t.Error("two files of one seed differ")
	}
	if !bytes.HasPrefix(longer, first) {
		t.Error("a longer file does not start with the shorter one")
	}
	if numbers := regexp.MustCompile(`"http:[^"]+"`); slices.ContainsFunc(numbers.FindAll(other, -1), func(n []byte) bool { return bytes.Contains(first, n) }) {
		t.Error("two seeds made one company")
	}
}

func TestAFileIsWhatTheImporterReadsWithFivePercentDirt(t *testing.T) {
	t.Parallel()
	const rows = 20_000
	raw := file(t, rows, 1)
	reader, err := importer.NewCompaniesHouse(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	numbers, found := map[hub.CompanyNumber]bool{}, map[string]int{}
	for {
		row, err := reader.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil || row.Rejected != "" {
			t.Fatalf("line %d: %v, %s", row.Line, err, row.Rejected)
		}
		found["rows"]++
		count := func(kind string, is bool) {
			if is {
				found[kind]++
			}
		}
		count("odd postcodes", len(row.Warnings) == 1 && strings.Contains(row.Warnings[0], "postcode"))
		count("dissolved", row.Company.Closed)
		count("repeated numbers", numbers[row.Company.Number])
		count("quotes", strings.Contains(row.Company.Name, `"`))
		count("commas", strings.Contains(row.Company.Name, ","))
		count("windows-1252", strings.Contains(row.Company.Name, "CAFÉ"))
		numbers[row.Company.Number] = true
	}
	if found["rows"] != rows {
		t.Fatalf("%d rows, want %d", found["rows"], rows)
	}
	dirty := 0
	for _, kind := range []string{"odd postcodes", "dissolved", "repeated numbers", "quotes", "commas", "windows-1252"} {
		dirty += found[kind]
		if found[kind] < rows/200 {
			t.Errorf("%d rows with %s, want about %d", found[kind], kind, rows/120)
		}
	}
	if dirty < rows*45/1000 || dirty > rows*55/1000 {
		t.Errorf("%d of %d rows are dirty, want 5%%", dirty, rows)
	}
}

func TestAFileOfNoRowsIsRefused(t *testing.T) {
	t.Parallel()
	if err := demo.WriteCompaniesHouse(io.Discard, 0, 1); err == nil {
		t.Fatal("0 rows were written")
	}
}

func file(t *testing.T, rows int, seed uint64) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := demo.WriteCompaniesHouse(&out, rows, seed); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func BenchmarkWriteCompaniesHouse(b *testing.B) {
	for b.Loop() {
		if err := demo.WriteCompaniesHouse(io.Discard, 100_000, 1); err != nil {
			b.Fatal(err)
		}
	}
}
