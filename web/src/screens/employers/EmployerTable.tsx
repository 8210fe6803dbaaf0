import { Anchor, Badge, Checkbox, Table, Text } from '@mantine/core';
import { Link } from 'react-router';
import type { EmployersQuery } from '../../gql/graphql';
import { ago } from '../../words/date';
import { sizeBand, status } from '../../words/label';
import type { Chosen } from './BulkBar';
import classes from './EmployerTable.module.css';

type Row = EmployersQuery['employers']['nodes'][number];

/** One page of the list. On a phone the columns that matter least go. */
export function EmployerTable({ employers, today, chosen, onChoose, busy }: {
  employers: Row[];
  today: string;
  chosen: Chosen;
  /** Nothing can be done with a choice where this is not given. */
  onChoose: ((chosen: Chosen) => void) | undefined;
  busy: boolean;
}) {
  const here = employers.filter(({ id }) => chosen.has(id)).length;
  function choose(rows: Row[], on: boolean) {
    const next = new Map(chosen);
    for (const { id, name } of rows) {
      if (on) next.set(id, name);
      else next.delete(id);
    }
    onChoose?.(next);
  }

  return (
    <Table.ScrollContainer minWidth={0} scrollAreaProps={{ viewportProps: { tabIndex: 0, role: 'region', 'aria-label': 'Employers' } }}>
      <Table verticalSpacing={7} horizontalSpacing="xs" highlightOnHover highlightOnHoverColor="gray.0" className={classes.table} aria-busy={busy}>
        <Table.Thead>
          <Table.Tr>
            {onChoose && (
              <Table.Th w={44}>
                <Checkbox size="xs" aria-label="Choose all on this page" checked={here === employers.length} indeterminate={here > 0 && here < employers.length}
                  onChange={(event) => choose(employers, event.currentTarget.checked)} />
              </Table.Th>
            )}
            <Table.Th>Employer</Table.Th>
            <Table.Th className={classes.wide}>Number</Table.Th>
            <Table.Th className={classes.widest}>Postcode</Table.Th>
            <Table.Th className={classes.wide}>Sector</Table.Th>
            <Table.Th className={classes.wide}>Size</Table.Th>
            <Table.Th className={classes.widest}>Status</Table.Th>
            <Table.Th>Lead</Table.Th>
            <Table.Th className={classes.medium}>Last contact</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {employers.map((employer) => (
            <Table.Tr key={employer.id} data-chosen={chosen.has(employer.id) || undefined}>
              {onChoose && (
                <Table.Td>
                  <Checkbox size="xs" aria-label={`Choose ${employer.name}`} checked={chosen.has(employer.id)}
                    onChange={(event) => choose([employer], event.currentTarget.checked)} />
                </Table.Td>
              )}
              <Table.Td className={classes.name}>
                <Anchor component={Link} to={`/employers/${employer.id}`} fw={600} fz={13}>{employer.name}</Anchor>
                {employer.keyAccount && <Badge ml={8} size="sm" variant="light" tt="none">Key account</Badge>}
              </Table.Td>
              <Table.Td c="dimmed" className={classes.wide}>{employer.companyNumber ?? 'None'}</Table.Td>
              <Table.Td className={classes.widest}>{employer.postcode ?? '–'}</Table.Td>
              <Table.Td className={classes.wide}><Text fz={13} truncate maw={210} title={employer.sector ?? undefined}>{employer.sector ?? '–'}</Text></Table.Td>
              <Table.Td className={classes.wide}>{employer.sizeBand ? sizeBand[employer.sizeBand] : '–'}</Table.Td>
              <Table.Td className={classes.widest}>{status[employer.status]}</Table.Td>
              <Table.Td><Lead employer={employer} /></Table.Td>
              <Table.Td className={classes.medium}>{ago(employer.lastContactOn, today)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function Lead({ employer: { leadOrganisation, accountLead } }: { employer: Row }) {
  if (!leadOrganisation) return <Text fz={13} c="orange.9">No lead</Text>;
  if (!accountLead) return leadOrganisation.name;
  return <>{accountLead.name}<span className={classes.wide}>, {leadOrganisation.name}</span></>;
}
