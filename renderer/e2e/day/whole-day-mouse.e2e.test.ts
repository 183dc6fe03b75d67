import { mouse } from "./hand.fixture.ts";
import { testWholeDay } from "./whole-day.fixture.ts";

testWholeDay(mouse);
