import { DateInput, type DateInputProps } from '@mantine/dates';
import '@mantine/dates/styles.css';
import { readDay } from '../words/date';
import classes from './DayInput.module.css';

const calendarLabels = {
  previousMonth: 'Month before', nextMonth: 'Month after',
  previousYear: 'Year before', nextYear: 'Year after', previousDecade: 'Ten years before', nextDecade: 'Ten years after',
};

// The calendar lies outside of every landmark, so that it has to say what it is.
const calendar = { attributes: { dropdown: { role: 'dialog', 'aria-label': 'Calendar' } } };

/** A day, typed as people write it (3 December, 3/12/26, tomorrow) or picked from a calendar. */
export function DayInput({ today, ...rest }: { today: string } & Omit<DateInputProps, 'dateParser' | 'valueFormat'>) {
  return <DateInput valueFormat="D MMMM YYYY" dateParser={(text) => readDay(text, today)} defaultDate={today} firstDayOfWeek={1} clearButtonProps={{ 'aria-label': 'Clear the day' }} ariaLabels={calendarLabels} popoverProps={calendar} classNames={{ day: classes.day ?? '' }} {...rest} />;
}
