import { Anchor, Button, Group, Select, Table, Text } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { type CourseFilter, CourseListDocument } from '../../gql/graphql';
import { changesWith, useRead } from '../../hub/read';
import { Empty } from '../../parts/Empty';
import { Loading } from '../../parts/Loading';
import { type PagePlace, Pages } from '../../parts/Pages';
import table from '../../parts/Table.module.css';
import { TroublePanel } from '../../parts/TroublePanel';
import { useChoice } from '../../parts/useChoice';
import { useMay } from '../../shell/viewer';
import { listCount } from '../../words/count';
import { longDay } from '../../words/date';
import { choices, growthSector } from '../../words/label';
import { Filters, usePeriod } from './Listing';

const CourseForm = lazy(() => import('./CourseForm'));

const withCourses = changesWith('Course');

/** Courses that lead to work, what starts last first. */
export default function CoursesList({ today }: { today: string }) {
  const mayWrite = useMay()('WRITE_PLACEMENTS');
  const navigate = useNavigate();
  const [adding, setAdding] = useState(false);
  const [sector, setSector] = useChoice('sector', growthSector);
  const { from, until, fields } = usePeriod(today);
  const filter: CourseFilter = { from, until, growthSectorIn: sector && [sector] };
  return (
    <>
      <Filters>
        <Select label="Growth sector" size="xs" w={220} placeholder="All" clearable data={choices(growthSector)} value={sector} onChange={setSector} />
        {fields}
      </Filters>
      {mayWrite && <Group mb="sm"><Button size="xs" variant="default" onClick={() => setAdding(true)}>Add course</Button></Group>}
      <Pages key={JSON.stringify(filter)} page={(place) => <Courses filter={filter} {...place} />} />
      <Suspense>{adding && <CourseForm today={today} onDone={() => setAdding(false)} onSaved={(id) => void navigate(`/education/courses/${id}`)} />}</Suspense>
    </>
  );
}

function Courses({ filter, after, more }: PagePlace & { filter: CourseFilter }) {
  const [{ data, error }, again] = useRead({ query: CourseListDocument, variables: { filter, after }, requestPolicy: 'cache-and-network', context: withCourses });
  if (!data) return error ? <TroublePanel error={error} again={again} /> : <Loading />;
  const { nodes, pageInfo, totalCount } = data.courses;
  if (nodes.length === 0 && after === null) return <Empty title="No course is here">Nobody has added one yet, or none fits the filters.</Empty>;
  return (
    <>
      {after === null && <Text size="sm" c="dimmed" role="status">{listCount(totalCount)} found</Text>}
      <Table verticalSpacing="xs" className={table.table} aria-label="Courses">
        <Table.Thead><Table.Tr><Table.Th>Course</Table.Th><Table.Th>Places</Table.Th><Table.Th className={table.wide}>When</Table.Th><Table.Th className={table.wide}>Designed with</Table.Th></Table.Tr></Table.Thead>
        <Table.Tbody>
          {nodes.map((each) => (
            <Table.Tr key={each.id}>
              <Table.Td>
                <Anchor component={Link} underline="always" to={`/education/courses/${each.id}`} size="sm" fw={600}>{each.title}</Anchor>
                <Text size="sm" c="dimmed">{each.provider.name}</Text>
              </Table.Td>
              <Table.Td>{each.places}</Table.Td>
              <Table.Td className={table.wide}>{longDay(each.startsOn)} to {longDay(each.endsOn)}</Table.Td>
              <Table.Td className={table.wide}>{each.employers.map(({ name }) => name).join(', ') || 'Nobody yet'}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {more(pageInfo)}
    </>
  );
}
