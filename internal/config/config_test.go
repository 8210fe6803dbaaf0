package config_test

import (
	"flag"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"reflect"
	"strconv"
	"strings"
	"testing"

	"employerhub/internal/config"
)

func TestRead(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		env  map[string]string
		want string // in the error
	}{
		"nothing set":                 {},
		"development on loopback":     {env: map[string]string{"HUB_DEV": "1", "HUB_LISTEN": "[::1]:80"}},
		"production on every address": {env: map[string]string{"HUB_LISTEN": ":8080", "HUB_BASE_URL": "https://hub.example.org"}},
		"development for everybody":   {map[string]string{"HUB_DEV": "1", "HUB_LISTEN": "0.0.0.0:80"}, "HUB_LISTEN: a development hub"},
		"development on all names":    {map[string]string{"HUB_DEV": "1", "HUB_LISTEN": ":80"}, "HUB_LISTEN: a development hub"},
		"no port":                     {map[string]string{"HUB_LISTEN": "127.0.0.1"}, `HUB_LISTEN: "127.0.0.1" is not`},
		"no scheme":                   {map[string]string{"HUB_BASE_URL": "hub.example.org"}, "HUB_BASE_URL"},
		"neither yes nor no":          {map[string]string{"HUB_DEV": "maybe"}, `HUB_DEV: "maybe" is neither 1 nor 0`},
		"another database":            {map[string]string{"HUB_DATABASE_URL": "mysql://u:secret@h/d"}, "HUB_DATABASE_URL: not an address"},
		"unknown log format":          {map[string]string{"HUB_LOG_FORMAT": "xml"}, `HUB_LOG_FORMAT: "xml" is neither json nor text`},
		"unknown log level":           {map[string]string{"HUB_LOG_LEVEL": "loud"}, "HUB_LOG_LEVEL"},
		"not a number":                {map[string]string{"HUB_BATCH": "many"}, `HUB_BATCH: "many" is not a number`},
		"proxies":                     {env: map[string]string{"HUB_TRUSTED_PROXIES": "10.0.0.0/8, 192.0.2.7,2001:db8::/32"}},
		"a proxy by name":             {map[string]string{"HUB_TRUSTED_PROXIES": "proxy.example.org"}, `HUB_TRUSTED_PROXIES: "proxy.example.org" is not a network`},
		"everybody is a proxy":        {map[string]string{"HUB_TRUSTED_PROXIES": "0.0.0.0/0"}, "HUB_TRUSTED_PROXIES: 0.0.0.0/0 is every address"},
		"negative time":               {map[string]string{"HUB_SHUTDOWN_DELAY": "-1s"}, "HUB_SHUTDOWN_DELAY"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			_, err := config.Read(func(name string) string { return tt.env[name] })

			if (err == nil) != (tt.want == "") || err != nil && !strings.Contains(err.Error(), tt.want) {
				t.Errorf("got %v, want %q", err, tt.want)
			}
			if err != nil && strings.Contains(err.Error(), "secret") {
				t.Errorf("%v shows a password", err)
			}
		})
	}
}

func TestVariablesHidePasswords(t *testing.T) {
	t.Parallel()
	for _, url := range []string{"postgres://u:secret@h/d", "postgres://h/d?user=u&password=secret"} {
		c, err := config.Read(func(name string) string {
			if name == "HUB_DATABASE_URL" {
				return url
			}
			return ""
		})
		if err != nil {
			t.Fatal(err)
		}
		if shown := fmt.Sprint(c.Variables(), c); strings.Contains(shown, "secret") {
			t.Errorf("%s shows a password", shown)
		}
	}
}

var update = flag.Bool("update", false, "write the table of variables into docs/operations.md")

func TestOperationsGuideListsEveryVariable(t *testing.T) {
	t.Parallel()
	const path, begin, end = "../../docs/operations.md", "<!-- variables -->\n", "<!-- /variables -->\n"
	guide, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, found := strings.Cut(string(guide), begin)
	_, after, ended := strings.Cut(rest, end)
	if !found || !ended {
		t.Fatalf("%s has no place for the variables", path)
	}
	want := before + begin + variableTable(t) + end + after
	if *update {
		if err := os.WriteFile(path, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	} else if want != string(guide) {
		t.Errorf("%s is out of date: go test ./internal/config -update", path)
	}
}

// variableTable is Markdown made of the tags and comments of config.Config.
func variableTable(t *testing.T) string {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), "config.go", nil, parser.ParseComments)
	if err != nil {
		t.Fatal(err)
	}
	var table strings.Builder
	table.WriteString("| variable | default | meaning |\n|---|---|---|\n")
	fields := file.Scope.Lookup("Config").Decl.(*ast.TypeSpec).Type.(*ast.StructType).Fields.List
	for _, field := range fields {
		text, err := strconv.Unquote(field.Tag.Value)
		if err != nil {
			t.Fatal(err)
		}
		tag := reflect.StructTag(text)
		meaning := strings.Join(strings.Fields(field.Doc.Text()), " ")
		if meaning == "" {
			t.Errorf("%s has no comment", tag.Get("env"))
		}
		fmt.Fprintf(&table, "| `%s` | %s | %s |\n", tag.Get("env"), tag.Get("default"), meaning)
	}
	return table.String()
}
