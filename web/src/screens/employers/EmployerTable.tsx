import { Anchor, Badge, Checkbox, Table, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { EmployersQuery } from '../../gql/graphql';
import { ago } from '../../words/date';
import { sizeBand, status } from '../../words/label';
import type { Chosen } from './BulkBar';
import { type Column, columns, usualColumns } from './columns';
import classes from './EmployerTable.module.css';

type Row = EmployersQuery['employers']['nodes'][number];

const cells: Record<Column, (employer: Row, today: string) => ReactNode> = {
  number: ({ companyNumber }) => <Text fz={13} c="dimmed">{companyNumber ?? 'None'}</Text>,
  postcode: ({ postcode }) => postcode ?? '–',
  sector: ({ sector }) => <Text fz={13} truncate maw={210} title={sector ?? undefined}>{sector ?? '–'}</Text>,
  size: ({ sizeBand: band }) => (band ? sizeBand[band] : '–'),
  headcount: ({ headcount }) => headcount?.toLocaleString('en-GB') ?? '–',
  status: ({ status: is }) => status[is],
  lead: (employer) => <Lead employer={employer} />,
  contact: ({ lastContactOn }, today) => ago(lastContactOn, today),
};

// From which width on a column has room, where nobody has said that it must be there.
const room: Partial<Record<Column, string | undefined>> = {
  number: classes.wide, postcode: classes.widest, sector: classes.wide, size: classes.wide, status: classes.widest, contact: classes.medium,
};

/** One page of the list. Of the usual columns those that matter least go on a phone; chosen ones stay. */
export function EmployerTable({ employers, today, columns: asked, chosen, onChoose, busy }: {
  employers: Row[];
  today: string;
  columns: Column[] | null;
  chosen: Chosen;
  /** Nothing can be done with a choice where this is not given. */
  onChoose: ((chosen: Chosen) => void) | undefined;
  busy: boolean;
}) {
  const shown = asked ?? usualColumns;
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
            {shown.map((column) => <Table.Th key={column} className={asked ? undefined : room[column]}>{columns[column]}</Table.Th>)}
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
                {employer.confidential && <Badge ml={8} size="sm" variant="outline" color="gray.8" tt="none">Confidential</Badge>}
                {employer.hold && <Badge ml={8} size="sm" variant="light" color="orange" c="orange.9" tt="none">On hold</Badge>}
              </Table.Td>
              {shown.map((column) => <Table.Td key={column} className={asked ? undefined : room[column]}>{cells[column](employer, today)}</Table.Td>)}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function Lead({ employer: { leadOrganisation, accountLead, inheritedLead } }: { employer: Row }) {
  const organisation = leadOrganisation ?? inheritedLead?.organisation;
  const user = leadOrganisation ? accountLead : inheritedLead?.user;
  if (!organisation) return <Text fz={13} c="orange.9">No lead</Text>;
  return (
    <>
      {user ? <>{user.name}<span className={classes.wide}>, {organisation.name}</span></> : organisation.name}
      {inheritedLead && <Text fz={12} c="dimmed" className={classes.from}>as lead of {inheritedLead.employer?.name ?? 'its group'}</Text>}
    </>
  );
}
