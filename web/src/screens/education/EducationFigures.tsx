import { Table, Text } from '@mantine/core';
import { EducationFiguresDocument } from '../../gql/graphql';
import { useRead } from '../../hub/read';
import { Loading } from '../../parts/Loading';
import table from '../../parts/Table.module.css';
import { TroublePanel } from '../../parts/TroublePanel';
import { useMay } from '../../shell/viewer';
import { people, roundedPeople } from '../../words/count';
import { longDay } from '../../words/date';
import { Filters, usePeriod } from './Listing';
import { academicYear } from './words';

/** What is counted of a period; the academic year where nobody chose one. */
export default function EducationFigures({ today }: { today: string }) {
  const { from, until, fields } = usePeriod(today);
  const exact = useMay()('READ_PERSONAL');
  const year = academicYear(today);
  const period = { from: from ?? year.from, until: until ?? year.until };
  const [{ data, error }, again] = useRead({ query: EducationFiguresDocument, variables: period, requestPolicy: 'cache-and-network' });
  const f = data?.educationFigures;
  return (
    <>
      <Filters>{fields}</Filters>
      {!f && (error ? <TroublePanel error={error} again={again} /> : <Loading />)}
      {f && (
        <>
          <Text size="sm" mb="xs">From {longDay(period.from)} to {longDay(period.until)}{!from && !until && ', the academic year'}. Counted from the hub’s records; published statistics are not in it.{!exact && ` ${roundedPeople}`}</Text>
          <Table verticalSpacing="xs" maw={640} className={table.table} aria-label="Figures of education">
            <Table.Tbody>
              {([
                ['Employers with a confirmed school encounter', f.schoolEmployers],
                ['Pupil places that schools confirmed', f.pupilPlaces],
                ['Of these, places of a day or more', f.pupilPlacesOfADay],
                ['Pupil places not confirmed, counted nowhere else', f.unconfirmedPlaces],
                ['Employers with a confirmed collaboration', f.collaboratingEmployers],
                ['Employers offering apprenticeships in Rotherham', f.offeringEmployers],
                ['Apprenticeships offered there, levels 2 and 3', f.offeredToAdvanced],
                ['Apprenticeships offered there, levels 4 to 7', f.offeredHigher],
                ['Apprenticeships pledged', f.pledged],
                ['Apprenticeships started', f.started],
              ] as const).map(([what, count]) => (
                <Table.Tr key={what}><Table.Th scope="row" fw={400}>{what}</Table.Th><Table.Td ta="right">{people(count)}</Table.Td></Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </>
      )}
    </>
  );
}
