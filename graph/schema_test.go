package graph_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2/ast"
)

func TestEveryElementOfTheSchemaIsDescribed(t *testing.T) {
	t.Parallel()
	check := func(what, description string) {
		if strings.TrimSpace(description) == "" {
			t.Errorf("%s has no description", what)
		}
	}
	for _, of := range schema().Types {
		if of.BuiltIn {
			continue
		}
		check(of.Name, of.Description)
		for _, field := range of.Fields {
			if strings.HasPrefix(field.Name, "__") {
				continue
			}
			check(of.Name+"."+field.Name, field.Description)
			for _, argument := range field.Arguments {
				check(of.Name+"."+field.Name+"("+argument.Name+")", argument.Description)
			}
		}
		for _, value := range of.EnumValues {
			check(of.Name+"."+value.Name, value.Description)
		}
	}
}

func TestWhatIsDeprecatedSaysUntilWhen(t *testing.T) {
	t.Parallel()
	day := regexp.MustCompile(`\d{4}-\d\d-\d\d`)
	check := func(what string, directives ast.DirectiveList) {
		if deprecated := directives.ForName("deprecated"); deprecated != nil {
			if reason := deprecated.Arguments.ForName("reason"); reason == nil || !day.MatchString(reason.Value.Raw) {
				t.Errorf("%s is deprecated without a reason and the day on which it goes", what)
			}
		}
	}
	for _, of := range schema().Types {
		for _, field := range of.Fields {
			check(of.Name+"."+field.Name, field.Directives)
			for _, argument := range field.Arguments {
				check(of.Name+"."+field.Name+"("+argument.Name+")", argument.Directives)
			}
		}
		for _, value := range of.EnumValues {
			check(of.Name+"."+value.Name, value.Directives)
		}
	}
}

// A filter that is kept comes back whole: each field of the input has its field of the type.
func TestEmployerCriteriaHaveEveryFieldOfTheFilter(t *testing.T) {
	t.Parallel()
	asked, kept := schema().Types["EmployerFilter"], schema().Types["EmployerCriteria"]
	for _, field := range asked.Fields {
		if kept.Fields.ForName(field.Name) == nil {
			t.Errorf("EmployerCriteria lacks %s: a draft of a campaign would lose it", field.Name)
		}
	}
}
