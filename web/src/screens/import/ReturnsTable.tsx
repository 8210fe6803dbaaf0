import { Anchor, Table, Text } from '@mantine/core';
import { Link } from 'react-router';
import { Empty } from '../../parts/Empty';
import table from '../../parts/Table.module.css';
import { number } from '../../words/count';
import { longMoment } from '../../words/date';

/** A file that was sent to be taken in, as a list of them shows it. */
export interface Sent {
  id: string;
  fileName: string;
  rejected: number;
  sentAt: string;
  sentBy: { name: string } | null;
}

/** Files that were sent, each a link below a path, with how far it is; note is a second line about it. */
export function ReturnsTable<S extends Sent>({ nodes, first, path, state, note }: {
  nodes: S[];
  /** Whether this is the first page. */
  first: boolean;
  path: string;
  state: (sent: S) => string;
  note?: (sent: S) => string;
}) {
  if (nodes.length === 0 && first) return <Empty title="Your organisation has sent no return yet">Choose one above.</Empty>;
  return (
    <Table verticalSpacing="xs" className={table.table} aria-label="Returns">
      <Table.Thead><Table.Tr><Table.Th>File</Table.Th><Table.Th>State</Table.Th><Table.Th ta="right">Rejected</Table.Th><Table.Th className={table.wide}>Sent</Table.Th></Table.Tr></Table.Thead>
      <Table.Tbody>
        {nodes.map((each) => (
          <Table.Tr key={each.id}>
            <Table.Td>
              <Anchor component={Link} to={`${path}/${each.id}`} size="sm" fw={600} underline="always">{each.fileName}</Anchor>
              {note && <Text size="xs" c="dimmed">{note(each)}</Text>}
            </Table.Td>
            <Table.Td>{state(each)}</Table.Td>
            <Table.Td ta="right">{number(each.rejected)}</Table.Td>
            <Table.Td className={table.wide}>{longMoment(each.sentAt)}{each.sentBy ? `, ${each.sentBy.name}` : ''}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
