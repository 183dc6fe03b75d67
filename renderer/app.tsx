import { useQuery } from "@tanstack/react-query";
import {
  Boxes,
  CircleUser,
  Ear,
  Keyboard,
  Layers,
  Lock,
  ScrollText,
  Search,
  Settings,
  UserCog,
  Users,
} from "lucide-react";
import { type RefObject, useEffect, useRef, useState, useSyncExternalStore } from "react";
import { Link, Redirect, Route, Router, Switch, useLocation } from "wouter";
import { useHashLocation } from "wouter/use-hash-location";
import { contract } from "../shared/contract/contract.ts";
import { guidePath } from "../shared/contract/shell.ts";
import { FailureBoundary } from "./components/failure-boundary.tsx";
import { HandedNotices } from "./components/handed-notice.tsx";
import { focusHeading, useHeadingFocus } from "./components/heading-focus.ts";
import { IdleWarning } from "./components/idle-warning.tsx";
import { KeyHelp } from "./components/key-help.tsx";
import { useWithKey } from "./components/key-hint.tsx";
import { Permitted } from "./components/permitted.tsx";
import { ResearchUse } from "./components/research-use.tsx";
import { useShortcutKeys, useShortcuts } from "./components/use-shortcuts.ts";
import { connection } from "./core-client.ts";
import { lock } from "./lock.ts";
import { useMay } from "./may.ts";
import { setOwnShortcuts } from "./own-shortcuts.ts";
import { type Place, places } from "./places.ts";
import { ownShortcutsQuery, queryClient, simulatedModelsQuery } from "./queries.ts";
import { AccountScreen } from "./screens/account/account-screen.tsx";
import { AuditScreen } from "./screens/audit/audit-screen.tsx";
import { BatchScreen } from "./screens/batch/batch-screen.tsx";
import { CompareScreen } from "./screens/compare/compare-screen.tsx";
import { IntakeScreen } from "./screens/intake/intake-screen.tsx";
import { ListeningScreen } from "./screens/listening/listening-screen.tsx";
import { LogOnGate } from "./screens/log-on/log-on-gate.tsx";
import { ModelsScreen } from "./screens/models/models-screen.tsx";
import { CommandPalette } from "./screens/palette/command-palette.tsx";
import { PatientScreen } from "./screens/patient/patient-screen.tsx";
import { PatientsScreen } from "./screens/patients/patients-screen.tsx";
import { GuideScreen } from "./screens/record/guide-screen.tsx";
import { RecordScreen } from "./screens/record/record-screen.tsx";
import { UnfinishedTakes } from "./screens/record/unfinished-takes.tsx";
import { RecordingScreen } from "./screens/recording/recording-screen.tsx";
import { ReportScreen } from "./screens/report/report-screen.tsx";
import { SettingsScreen } from "./screens/settings/settings-screen.tsx";
import { UsersScreen } from "./screens/users/users-screen.tsx";
import { VisitScreen } from "./screens/visit/visit-screen.tsx";
import { WorklistScreen } from "./screens/worklist/worklist-screen.tsx";
import { useSession } from "./session.ts";
import { useWords } from "./words.ts";

const icons = {
  patients: Users,
  listening: Ear,
  batch: Layers,
  models: Boxes,
  users: UserCog,
  audit: ScrollText,
  settings: Settings,
} as const satisfies Record<Place["name"], typeof Users>;

/** The pages, for who is logged on. */
export function App() {
  const [path] = useHashLocation();
  return (
    <FailureBoundary place={path}>
      {path === guidePath ? (
        <GuideScreen />
      ) : (
        <LogOnGate banner={<ConnectionBanner />}>
          <Frame />
        </LogOnGate>
      )}
    </FailureBoundary>
  );
}

/** The frame: rail, connection banner, the screen of the address. */
function Frame() {
  const [helpOpen, setHelpOpen] = useState(false);
  const [isGoing, setGoing] = useState(false);
  const session = useSession();
  const [path] = useHashLocation();
  const workplace = useRef<HTMLElement>(null);
  useHeadingFocus(workplace, path);
  useShortcutKeys();
  useKeysOfUser();
  useShortcuts({
    palette: () => setGoing(true),
    list: () => setHelpOpen((open) => !open),
    lock: () => lock(),
  });
  useEffect(keepDroppedFilesFromReplacingThePage, []);
  return (
    <Router hook={useHashLocation}>
      <div className="shell">
        <SkipLink to={workplace} />
        <Rail onHelp={() => setHelpOpen(true)} onGo={() => setGoing(true)} />
        <main className="workplace" ref={workplace} tabIndex={-1}>
          <ConnectionBanner />
          <Permitted to={contract.site.simulatedModels}>
            <SimulatedModelsMark />
          </Permitted>
          <HandedNotices />
          <Permitted to={contract.captures.unfinished}>
            <UnfinishedTakes />
          </Permitted>
          <FailureBoundary place={path}>
            <Switch>
              <Route path="/">{() => <FirstScreen />}</Route>
              <Route path="/worklist">{() => <WorklistScreen />}</Route>
              <Route path="/patients/:id">{({ id }) => <PatientScreen key={id} id={id} />}</Route>
              <Route path="/compare/*">{({ "*": place }) => <CompareScreen place={place} />}</Route>
              <Route path="/visits/:id/report">{({ id }) => <ReportScreen key={id} id={id} />}</Route>
              <Route path="/visits/:id/record">{({ id }) => <RecordScreen key={id} id={id} />}</Route>
              <Route path="/visits/:id/files">{({ id }) => <IntakeScreen key={id} id={id} />}</Route>
              <Route path="/visits/:id">{({ id }) => <VisitScreen key={id} id={id} />}</Route>
              <Route path="/recordings/:id">{({ id }) => <RecordingScreen key={id} id={id} />}</Route>
              <Route path="/listen">{() => <ListeningScreen />}</Route>
              <Route path="/listen/:id">{({ id }) => <ListeningScreen key={id} patientId={id} />}</Route>
              <Route path="/batch">{() => <BatchScreen />}</Route>
              <Route path="/models">{() => <ModelsScreen />}</Route>
              <Route path="/users">{() => <UsersScreen />}</Route>
              <Route path="/audit">{() => <AuditScreen />}</Route>
              <Route path="/account">{() => <AccountScreen />}</Route>
              <Route path="/settings">{() => <SettingsScreen />}</Route>
              <Route>{() => <NoSuchPage />}</Route>
            </Switch>
          </FailureBoundary>
        </main>
        {session.kind === "logged-on" && <IdleWarning limitMinutes={session.own.logOffAfterMinutes} />}
        {helpOpen && <KeyHelp onClose={() => setHelpOpen(false)} />}
        {isGoing && <CommandPalette onClose={() => setGoing(false)} />}
      </div>
    </Router>
  );
}

/** Over the rail to the page, for who goes by the keyboard. */
function SkipLink({ to }: { to: RefObject<HTMLElement | null> }) {
  const { frame } = useWords().words;
  return (
    <button type="button" className="skip-link" onClick={() => focusHeading(to.current)}>
      {frame.skipToPage}
    </button>
  );
}

/** The keys that who is logged on has chosen. */
function useKeysOfUser(): void {
  const { data } = useQuery(ownShortcutsQuery);
  useEffect(() => setOwnShortcuts(data ?? {}), [data]);
}

/** The patients; the models for who sees no patients. */
function FirstScreen() {
  return useMay()(contract.patients.list) ? <PatientsScreen /> : <Redirect to="/models" />;
}

function Rail({ onHelp, onGo }: { onHelp: () => void; onGo: () => void }) {
  const [path] = useLocation();
  const may = useMay();
  const withKey = useWithKey();
  const { frame, shortcuts } = useWords().words;
  return (
    <nav className="rail" aria-label={frame.mainNavigation}>
      <div className="brand">
        <img src="./icon.svg" alt="" />
        Bulbar
      </div>
      {places
        .filter(({ needs }) => may(needs))
        .map(({ href, name, owns }) => {
          const Icon = icons[name];
          return (
            <Link key={href} href={href} aria-current={owns.test(path) ? "page" : undefined}>
              <Icon size={18} aria-hidden />
              {frame[name]}
            </Link>
          );
        })}
      <footer>
        <Account />
        <button
          type="button"
          className="quiet"
          onClick={onGo}
          title={withKey(shortcuts.palette.search, "palette")}
        >
          <Search size={16} aria-hidden />
          {shortcuts.palette.title}
        </button>
        <button type="button" className="quiet" onClick={onHelp}>
          <Keyboard size={16} aria-hidden />
          {shortcuts.title}
        </button>
        <ResearchUse />
      </footer>
    </nav>
  );
}

/** Who is logged on, and the way out. */
function Account() {
  const session = useSession();
  const { logOn } = useWords().words;
  const withKey = useWithKey();
  if (session.kind !== "logged-on") return null;
  return (
    <>
      <Link href="/account" title={logOn.account}>
        <CircleUser size={16} aria-hidden />
        <span className="user">{session.own.user}</span>
      </Link>
      <button type="button" className="quiet" onClick={() => lock()} title={withKey(logOn.lock, "lock")}>
        <Lock size={16} aria-hidden />
        {logOn.lock}
      </button>
    </>
  );
}

function ConnectionBanner() {
  const state = useSyncExternalStore(connection.subscribe, connection.get);
  useEffect(() => {
    if (state === "open") void queryClient.invalidateQueries();
  }, [state]);
  const { frame } = useWords().words;
  if (state !== "lost" && state !== "refused") return null;
  return (
    <div className="connection-lost" role="alert">
      {state === "lost" ? frame.connectionLost : frame.connectionRefused}
    </div>
  );
}

/** Stands on every screen while models of simulated voices answer. */
function SimulatedModelsMark() {
  const { data } = useQuery(simulatedModelsQuery);
  const { frame } = useWords().words;
  return data?.answer ? (
    <p className="simulated-mark" role="note">
      {frame.simulatedModels}
    </p>
  ) : null;
}

function NoSuchPage() {
  const { frame } = useWords().words;
  return (
    <div className="page-body">
      <h1>{frame.noSuchPage}</h1>
      <p>
        <Link href="/">{frame.backToPatients}</Link>
      </p>
    </div>
  );
}

function keepDroppedFilesFromReplacingThePage() {
  const keep = (event: DragEvent) => event.preventDefault();
  window.addEventListener("dragover", keep);
  window.addEventListener("drop", keep);
  return () => {
    window.removeEventListener("dragover", keep);
    window.removeEventListener("drop", keep);
  };
}
