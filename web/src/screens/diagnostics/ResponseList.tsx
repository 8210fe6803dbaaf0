import { Anchor, Table } from '@mantine/core';
import { Link } from 'react-router';
import { type ResponseFilter, ResponsesDocument } from '../../gql/graphql';
import { changesWith, useRead } from '../../hub/read';
import { Empty } from '../../parts/Empty';
import { Loading } from '../../parts/Loading';
import { type PagePlace, Pages } from '../../parts/Pages';
import { TroublePanel } from '../../parts/TroublePanel';
import { longMomentDay } from '../../words/date';
import { responseState } from '../../words/label';
import classes from '../../parts/Table.module.css';

const withResponses = changesWith('Response');

/** Responses that a filter finds, the latest first. */
export function ResponseList({ filter }: { filter: ResponseFilter }) {
  return <Pages key={JSON.stringify(filter)} page={(place) => <ResponsesPage filter={filter} {...place} />} />;
}

function ResponsesPage({ filter, after, more }: PagePlace & { filter: ResponseFilter }) {
  const [{ data, error }, again] = useRead({ query: ResponsesDocument, variables: { filter, after }, requestPolicy: 'cache-and-network', context: withResponses });
  if (!data) return error ? <TroublePanel error={error} again={again} /> : <Loading />;
  const { nodes, pageInfo } = data.responses;
  if (nodes.length === 0 && after === null) return <Empty title="No answers here">They appear as soon as an employer begins. Answers that you may not see are not listed.</Empty>;
  return (
    <>
      <Table verticalSpacing="xs" className={classes.table}>
        <Table.Thead>
          <Table.Tr><Table.Th>Reference</Table.Th><Table.Th>Employer</Table.Th><Table.Th className={classes.wide}>Questionnaire</Table.Th><Table.Th>Submitted</Table.Th></Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {nodes.map(({ id, reference, state, employer, questionnaireName, submittedAt }) => (
            <Table.Tr key={id}>
              <Table.Td><Anchor component={Link} to={`/diagnostics/responses/${id}`} size="sm" fw={600}>{reference ?? 'Not sent yet'}</Anchor></Table.Td>
              <Table.Td><Anchor component={Link} to={`/employers/${employer.id}/diagnostics`} size="sm">{employer.name}</Anchor></Table.Td>
              <Table.Td className={classes.wide}>{questionnaireName}</Table.Td>
              <Table.Td>{submittedAt ? longMomentDay(submittedAt) : responseState[state]}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {more(pageInfo)}
    </>
  );
}
