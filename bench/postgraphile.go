package main

import (
	"context"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
)

const (
	postGraphileVersion = "5.1.5"
	postGraphileFolder  = "bench/postgraphile"
)

// postGraphileInList is inList of an employer in PostGraphile's words.
const postGraphileInList = `id: rowId name status companyNumber postcode sector: sicSection sizeBand keyAccount lastContactOn
  leadOrganisation: organisationByLeadOrganisationId { id: rowId name } accountLead: hubUserByAccountLeadId { id: rowId name }`

const postGraphileList = `query Employers($after: Cursor) {
  employers: allEmployers(first: 50, after: $after, orderBy: [NAME_KEY_ASC, ROW_ID_ASC], condition: {mergedInto: null, confidentialTo: null}) {
    nodes { ` + postGraphileInList + ` } pageInfo { hasNextPage endCursor }
  }
}`

const postGraphileBoard = `query Board($state: String!, $after: Cursor) {
  placements: allPlacements(first: 50, after: $after, orderBy: [STARTS_ON_ASC, ROW_ID_ASC], condition: {state: $state}) {
    nodes {
      id: rowId state startsOn endsOn days fromTime untilTime place version
      participant: participantByParticipantId { id: rowId reference }
      opportunity: opportunityByOpportunityId { id: rowId role places site: siteBySiteId { id: rowId name } }
      employer: employerByEmployerId { id: rowId name }
    }
    pageInfo { hasNextPage endCursor }
  }
}`

const postGraphileSearch = `query Search($key: String!, $query: String!, $term: String!) {
  search: benchSearchEmployers(key: $key, query: $query, term: $term, most: 8) { employers: nodes { ` + postGraphileInList + ` } }
}`

const postGraphileEmployer = `query Employer($id: UUID!) {
  employer: employerByRowId(rowId: $id) {
    id: rowId name legalForm status companyNumber website registeredAddress postcode sector: sicSection headcount sizeBand keyAccount lastContactOn version
    leadOrganisation: organisationByLeadOrganisationId { id: rowId name }
    accountLead: hubUserByAccountLeadId { id: rowId name }
    sites: sitesByEmployerId(orderBy: [CLOSED_ON_DESC, NAME_ASC]) { nodes { id: rowId name address postcode headcount openedOn closedOn } }
    people: personRolesByEmployerId(orderBy: [UNTIL_DESC, ROW_ID_ASC]) {
      nodes { id: rowId jobTitle function since until person: personByPersonId { id: rowId name email phone } }
    }
    timeline: interactionEmployersByEmployerId(first: 8, orderBy: [HAPPENED_ON_DESC, INTERACTION_ID_DESC]) {
      nodes {
        interaction: interactionByInteractionId {
          id: rowId channel happenedOn themes summary organisation: organisationByOrganisationId { id: rowId name } recordedBy: hubUserByUserId { id: rowId name }
        }
      }
    }
  }
}`

// startPostGraphile installs PostGraphile as its lock file says and starts it with the Node of the repository. It may only read.
func startPostGraphile(ctx context.Context, database string) (*process, error) {
	install := exec.CommandContext(ctx, "npm", "ci")
	install.Dir, install.Stderr = postGraphileFolder, os.Stderr
	if err := install.Run(); err != nil {
		return nil, fmt.Errorf("cannot install PostGraphile: %w", err)
	}
	node, err := filepath.Abs("node_modules/.bin/node")
	if err != nil {
		return nil, err
	}
	reader, err := url.Parse(database)
	if err != nil {
		return nil, err
	}
	reader.User = url.UserPassword("bench_reader", "reads-only")
	cmd := exec.CommandContext(ctx, node, "server.js")
	cmd.Dir, cmd.Stderr = postGraphileFolder, os.Stderr
	cmd.Env = append(os.Environ(), "NODE_ENV=production", "GRAPHILE_ENV=production", "HUB_BENCH_DATABASE="+reader.String())
	return startAtAddress(cmd)
}
