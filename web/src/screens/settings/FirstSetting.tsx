import { Navigate } from 'react-router';
import { useFirstSetting } from './SettingsFrame';

/** Leads to the first of the settings that the caller may open. */
export default function FirstSetting() {
  return <Navigate to={useFirstSetting()} replace />;
}
