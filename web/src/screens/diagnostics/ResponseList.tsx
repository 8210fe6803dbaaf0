import { Anchor, Table } from '@mantine/core';
import { Link } from 'react-router';
import { ResponsesDocument, type ResponseState } from '../../gql/graphql';
import { useRead } from '../../hub/read';
import { Empty } from '../../parts/Empty';
import { Loading } from '../../parts/Loading';
import type { PagePlace } from '../../parts/Pages';
import { TroublePanel } from '../../parts/TroublePanel';
import { longMoment } from '../../words/date';
import { responseState, scoreTheme } from '../../words/label';
import classes from './CampaignsScreen.module.css';

/** A page of responses in one state, of one campaign or of all. */
export function ResponseList({ state, campaignId, after, more }: PagePlace & { state?: ResponseState; campaignId?: string }) {
  const filter = { stateIn: state ? [state] : undefined, campaignId };
  const [{ data, error }, again] = useRead({ query: ResponsesDocument, variables: { filter, after }, requestPolicy: 'cache-and-network' });
  if (!data) return error ? <TroublePanel error={error} again={again} /> : <Loading />;
  const { nodes, pageInfo } = data.responses;
  if (nodes.length === 0 && after === null) return <Empty title="No answers yet">They appear here as soon as an employer begins or sends them.</Empty>;
  return (
    <>
      <Table verticalSpacing="xs" className={classes.table}>
        <Table.Thead>
          <Table.Tr><Table.Th>Employer</Table.Th><Table.Th className={classes.wide}>Questionnaire</Table.Th><Table.Th>Reference</Table.Th><Table.Th className={classes.wide}>Highest score</Table.Th><Table.Th>When</Table.Th></Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {nodes.map(({ id, employer, questionnaireName, reference, scores, state: now, submittedAt, startedAt }) => (
            <Table.Tr key={id}>
              <Table.Td><Anchor component={Link} to={`/employers/${employer.id}/diagnostics`} size="sm">{employer.name}</Anchor></Table.Td>
              <Table.Td className={classes.wide}>{questionnaireName}</Table.Td>
              <Table.Td>{reference ?? responseState[now]}</Table.Td>
              <Table.Td className={classes.wide}>{scores[0] ? `${scoreTheme[scores[0].theme]}, ${scores[0].score} of 3` : ''}</Table.Td>
              <Table.Td>{submittedAt ? longMoment(submittedAt) : `begun ${longMoment(startedAt)}`}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {more(pageInfo)}
    </>
  );
}
