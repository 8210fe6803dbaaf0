import { DateInput, type DateInputProps } from '@mantine/dates';
import '@mantine/dates/styles.css';
import { readDay } from '../words/date';

const calendarLabels = {
  monthLevelControl: 'Choose a month', yearLevelControl: 'Choose a year', previousMonth: 'Month before', nextMonth: 'Month after',
  previousYear: 'Year before', nextYear: 'Year after', previousDecade: 'Ten years before', nextDecade: 'Ten years after',
};

/** A day, typed as people write it (3 December, 3/12/26, tomorrow) or picked from a calendar. */
export function DayInput({ today, ...rest }: { today: string } & Omit<DateInputProps, 'dateParser' | 'valueFormat'>) {
  return <DateInput valueFormat="D MMMM YYYY" dateParser={(text) => readDay(text, today)} defaultDate={today} firstDayOfWeek={1} clearButtonProps={{ 'aria-label': 'Clear the day' }} ariaLabels={calendarLabels} {...rest} />;
}
