import { TodayDocument } from '../../gql/graphql';
import { useRead } from '../../hub/read';
import { DayInput } from '../../parts/DayInput';

/** The day since when nobody was in touch. Apart, because the calendar is loaded only when it is looked at. */
export default function QuietSince({ value, onChange }: { value: string | null; onChange: (day: string | null) => void }) {
  const [{ data }] = useRead({ query: TodayDocument });
  if (!data) return null;
  return <DayInput size="xs" label="No contact since" placeholder="Any" clearable today={data.today} maxDate={data.today} value={value} onChange={onChange} popoverProps={{ withinPortal: false }} />;
}
