package graph_test

import (
	"strings"
	"testing"
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
