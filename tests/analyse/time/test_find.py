import pytest

from variorum.analyse.time import find_timexes

CASES = [
    # words, value, first and last day (None: those of the value); the report is of Wednesday 15 January 2025
    ("Two men were captured on Jan. 9.", "Jan. 9", "2025-01-09", ("2025-01-09", "2025-01-09")),
    ("The mill burned on Dec. 30.", "Dec. 30", "2024-12-30", ("2024-12-30", "2024-12-30")),
    ("The army denied it on Monday.", "Monday", "2025-01-13", ("2025-01-13", "2025-01-13")),
    ("Talks will resume on Monday.", "Monday", "2025-01-20", ("2025-01-20", "2025-01-20")),
    ("Prices rose last month.", "last month", "2024-12", ("2024-12-01", "2024-12-31")),
    ("The dam burst in December.", "December", "2024-12", ("2024-12-01", "2024-12-31")),
    ("She resigned yesterday.", "yesterday", "2025-01-14", ("2025-01-14", "2025-01-14")),
    ("He died on 3 March 2024.", "3 March 2024", "2024-03-03", ("2024-03-03", "2024-03-03")),
    ("It fell in early May 2023.", "early May 2023", "2023-05", ("2023-05-01", "2023-05-16")),
    ("Guns fired on Monday evening.", "Monday evening", "2025-01-13TEV", ("2025-01-13", "2025-01-13")),
    ("He was held overnight.", "overnight", "2025-01-14TNI", ("2025-01-14", "2025-01-15")),
    (
        "It rose in the third quarter of 2022.",
        "the third quarter of 2022",
        "2022-Q3",
        ("2022-07-01", "2022-09-30"),
    ),
    ("The war began in the 1990s.", "the 1990s", "199", ("1990-01-01", "1999-12-31")),
    ("She was born two decades ago.", "two decades ago", "2005", ("2005-01-01", "2005-12-31")),
    ("He left on Friday at 6 p.m.", "Friday at 6 p.m.", "2025-01-10T18:00", ("2025-01-10T18:00",) * 2),
    (
        "The raid was on 3-5 July 2024.",
        "3-5 July 2024",
        "2024-07-03/2024-07-05",
        ("2024-07-03", "2024-07-05"),
    ),
    ("The market shut on Good Friday.", "Good Friday", "2024-03-29", ("2024-03-29", "2024-03-29")),
    (
        "He was holding a gun that went off, striking a boy in the head on June 11th.",
        "June 11th",
        "2024-06-11",
        ("2024-06-11", "2024-06-11"),
    ),
    ("The bank may close by year-end.", "year-end", "2025-12-31", ("2025-07-02", "2025-12-31")),
    ("Prices rose 4% since year-end.", "year-end", "2024-12-31", ("2024-07-02", "2024-12-31")),
    ("A fair planned for April was dropped.", "April", "2025-04", ("2025-04-01", "2025-04-30")),
    ("The union plans a march on Monday.", "Monday", "2025-01-20", ("2025-01-20", "2025-01-20")),
    ("They lent the mill money through March.", "March", "2025-03", ("2025-03-01", "2025-03-31")),
    ("The 1992 protests failed.", "1992", "1992", ("1992-01-01", "1992-12-31")),
    ("Ten died in the past two weeks.", "the past two weeks", "P2W", ("2025-01-01", "2025-01-15")),
    ("Ten died in the last year.", "the last year", "P1Y", ("2024-01-15", "2025-01-15")),
    ("It fell on Friday the 13th.", "Friday the 13th", "2024-12-13", ("2024-12-13", "2024-12-13")),
    ("He died a year ago today.", "a year ago today", "2024-01-15", ("2024-01-15", "2024-01-15")),
    (
        "It rained in the last week of August.",
        "the last week of August",
        "2024-W35",
        ("2024-08-25", "2024-08-31"),
    ),
    (
        "It was in the week of Jan. 6.",
        "the week of Jan. 6",
        "2025-W02",
        ("2025-01-06", "2025-01-12"),
    ),
    (
        "They met this past weekend.",
        "this past weekend",
        "2025-W02-WE",
        ("2025-01-11", "2025-01-12"),
    ),
    ("It shut a quarter century ago.", "a quarter century ago", "2000", ("2000-01-01", "2000-12-31")),
    ("The union planned a march on Friday.", "Friday", "2025-01-17", ("2025-01-17", "2025-01-17")),
    ("Those driven out by Sunday's flood are back.", "Sunday", "2025-01-12", ("2025-01-12", "2025-01-12")),
    ("The army must leave by Friday.", "Friday", "2025-01-17", ("2025-01-17", "2025-01-17")),
    ("The fair opens Friday.", "Friday", "2025-01-17", ("2025-01-17", "2025-01-17")),
    ("The deadline is Friday.", "Friday", "2025-01-17", ("2025-01-17", "2025-01-17")),
    ("The council is likely to vote Friday.", "Friday", "2025-01-17", ("2025-01-17", "2025-01-17")),
    ("The mayor was to meet them Friday.", "Friday", "2025-01-17", ("2025-01-17", "2025-01-17")),
    ("A march was planned for Friday.", "Friday", "2025-01-17", ("2025-01-17", "2025-01-17")),
    ("It was at about 9:30 Monday night.", "about 9:30 Monday night", "2025-01-13T21:30", None),
    ("In the September quarter, it lost money.", "the September quarter", "2024-Q3", None),
    ("It had debt at year-end 2022.", "year-end 2022", "2022-12-31", None),
    ("It moved a year and a half ago.", "a year and a half ago", "2023", None),
    ("It was built a hundred and fifty years ago.", "a hundred and fifty years ago", "1875", None),
    ("It will open by mid-year.", "mid-year", "2025", ("2025-04-02", "2025-10-01")),
    ("He lost the '92 race.", "'92", "1992", None),
    ("It fell on Easter Sunday 2024.", "Easter Sunday 2024", "2024-03-31", ("2024-03-31", "2024-03-31")),
    ("Second-half profit will rise.", "Second-half", "2025-H2", ("2025-07-01", "2025-12-31")),
    ("It began in the 1970's.", "the 1970's", "197", ("1970-01-01", "1979-12-31")),
    ("They came in two thousand one.", "two thousand one", "2001", ("2001-01-01", "2001-12-31")),
    (
        "It hit at 5:30 this afternoon.",
        "5:30 this afternoon",
        "2025-01-15T17:30",
        ("2025-01-15T17:30",) * 2,
    ),
    ("They left over a record set Dec. 20.", "Dec. 20", "2024-12-20", ("2024-12-20", "2024-12-20")),
    ("It appears to be a robbery that failed Friday.", "Friday", "2025-01-10", None),
    ("A rival is to blame for the fire Friday.", "Friday", "2025-01-10", None),
    ("They are going to march in the spring.", "the spring", "2025-SP", None),
    ("It was shut last December.", "last December", "2024-12", None),
    ("He was shot the day after Christmas.", "the day after Christmas", "2024-12-26", None),
    ("He was shot two days before Easter.", "two days before Easter", "2024-03-29", None),
    ("It was on New Year's Eve 2016.", "New Year's Eve 2016", "2016-12-31", None),
    ("It was on the night of New Year's Eve.", "the night of New Year's Eve", "2024-12-31TNI", None),
    ("It was on Halloween night.", "Halloween night", "2024-10-31TNI", None),
    ("They voted on Election Day.", "Election Day", "2024-11-05", None),
    ("Two fell overnight Saturday.", "overnight Saturday", "2025-01-11TNI", ("2025-01-11", "2025-01-11")),
    ("A weekend fire shut it.", "weekend", "2025-W02-WE", ("2025-01-11", "2025-01-12")),
    ("It burned in the early hours of Sunday.", "the early hours of Sunday", "2025-01-12TMO", None),
    ("It burned in the pre-dawn hours Friday.", "the pre-dawn hours Friday", "2025-01-10TMO", None),
    ("Sales fell in the previous calendar year.", "the previous calendar year", "2024", None),
    ("She was seen the night before last.", "the night before last", "2025-01-13TNI", None),
    ("It fell in the week before last.", "the week before last", "2025-W01", ("2024-12-30", "2025-01-05")),
    ("Yields fell from 8% the week before.", "the week before", "2025-W02", None),
    ("Profit rose 6% in the first half.", "the first half", "2025-H1", None),
    (
        "Courts sit on the first Tuesday of every month.",
        "the first Tuesday of every month",
        "XXXX-WXX-2",
        None,
    ),
    ("They meet on weekends.", "weekends", "XXXX-WXX-WE", None),
    ("He calls every few weeks.", "every few weeks", "PXW", None),
    ("It closes next Feb. 1.", "next Feb. 1", "2025-02-01", ("2025-02-01", "2025-02-01")),
    ("It closed last Dec. 31.", "last Dec. 31", "2024-12-31", ("2024-12-31", "2024-12-31")),
    ("Profit rose in 2023's first half.", "2023's first half", "2023-H1", None),
    ("Profit rose in the final quarter of 2023.", "the final quarter of 2023", "2023-Q4", None),
    ("Third-period net was $3 million.", "Third-period", "2024-Q3", None),
    ("Oil for March delivery fell.", "March", "2025-03", None),
    ("The month-old strike ended.", "The month-old", "P1M", None),
    ("They shut at dawn.", "dawn", "XXXX-XX-XXTMO", None),
    ("It was 10:30 in the morning.", "10:30 in the morning", "XXXX-XX-XXT10:30", None),
    ("It hit at six this morning.", "six this morning", "2025-01-15T06:00", ("2025-01-15T06:00",) * 2),
]


@pytest.mark.parametrize(("text", "words", "value", "days"), CASES)
def test_an_expression_has_its_words_value_and_days(opened, text, words, value, days):
    (timex,) = find_timexes(opened(text))
    assert timex.span.of(text) == words
    assert timex.value == value
    assert days is None or (timex.time.start, timex.time.end) == days


def test_a_march_that_opens_a_range_is_the_month(opened):
    text = "March through May were dry in Osta."
    assert [timex.span.of(text) for timex in find_timexes(opened(text))] == ["March", "May"]


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("The siege lasted three days.", "DURATION", "P3D"),
        ("They waited half an hour.", "DURATION", "PT30M"),
        ("He was held for two and a half years.", "DURATION", "P2.5Y"),
        ("The lease runs 1 1/2 years.", "DURATION", "P1.5Y"),
        ("It had stood almost a hundred years.", "DURATION", "P100Y"),
        ("The decade-long drought ended.", "DURATION", "P10Y"),
        ("A monthlong strike ended.", "DURATION", "P1M"),
        ("She died over an hour later.", "DURATION", "PT1H"),
        ("It will end as soon as possible.", "DATE", "FUTURE_REF"),
        ("They meet every Monday.", "SET", "XXXX-WXX-1"),
        ("Buses run daily.", "SET", "P1D"),
        ("He was a clerk several years ago.", "DATE", "PAST_REF"),
        ("A months-long siege ended.", "DURATION", "PXM"),
        ("They meet every other week.", "SET", "P2W"),
        ("Not long ago, it was rich.", "DATE", "PAST_REF"),
    ],
)
def test_what_names_no_stretch_of_the_calendar_has_no_days(opened, text, kind, value):
    (timex,) = find_timexes(opened(text))
    assert (timex.type, timex.value, timex.time) == (kind, value, None)


def test_later_expressions_are_reckoned_from_the_date_named_last(opened):
    text = "On 3 March 2024 police raided the farm. A week later, two were charged. That night, it burned."
    values = [t.value for t in find_timexes(opened(text))]
    assert values == ["2024-03-03", "2024-03-10", "2024-03-10TNI"]


def test_comparisons_are_with_the_quarter_reported(opened):
    text = (
        "The mill's fourth-quarter profit rose, after a flat third quarter. "
        "In the year-earlier period it lost money, as in the 2022 period."
    )
    assert [t.value for t in find_timexes(opened(text))] == ["2024-Q4", "2024-Q3", "2023-Q4", "2022-Q4"]


def test_both_years_of_a_pair_are_found_before_a_noun(opened):
    text = "Between 1980 and 1985 sales fell, and the 2000 Olympics passed."
    assert [t.value for t in find_timexes(opened(text))] == ["1980", "1985", "2000"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Exports in October rose 5% from a year earlier.", "2023-10"),
        ("Third-quarter profit rose from a year earlier.", "2023-Q3"),
        ("Third-quarter profit rose. In the first nine months it fell from a year earlier.", "2023"),
        ("Profit fell in the quarter ended Sept. 30, from a year earlier.", "2023-Q3"),
    ],
)
def test_a_year_earlier_goes_back_from_the_period_whose_figures_are_told(opened, text, value):
    assert find_timexes(opened(text, "2024-11-02"))[-1].value == value


def test_a_step_is_not_reckoned_from_a_date_in_a_longer_unit(opened):
    text = "Fares fell in August. Yields slid in the week ended Tuesday from a week earlier."
    assert [t.value for t in find_timexes(opened(text))][-2:] == ["2025-01-14", "2025-01-07"]


def test_days_after_no_named_day_are_a_length(opened):
    (timex,) = find_timexes(opened("Three days later, it burned."))
    assert (timex.type, timex.value, timex.time) == ("DURATION", "P3D", None)


def test_that_month_is_the_one_of_the_year_named_last(opened):
    text = "The party split in 1972. That November, it lost. Contracts that end March 31 are cheap."
    assert [t.value for t in find_timexes(opened(text))] == ["1972", "1972-11", "2025-03-31"]


def test_the_latest_quarter_is_no_old_one_that_the_text_names(opened):
    text = "It lost money in the second quarter of 2022. In the latest quarter, it earned some."
    assert [t.value for t in find_timexes(opened(text))] == ["2022-Q2", "2024-Q4"]


def test_a_range_of_weekdays_ends_after_it_begins(opened):
    text = "Shops shut from Monday through Friday."
    assert [t.value for t in find_timexes(opened(text))] == ["2025-01-13", "2025-01-17"]


def test_the_part_of_the_day_settles_the_hour(opened):
    (timex,) = find_timexes(opened("It burned at 3 o'clock in the afternoon."))
    assert timex.value == "XXXX-XX-XXT15:00"


def test_january_after_december_is_the_next_year(opened):
    text = "In December 2022 the army took the port; it was lost on 5 January."
    assert [t.value for t in find_timexes(opened(text))] == ["2022-12", "2023-01-05"]


@pytest.mark.parametrize(
    "text",
    [
        "She may march.",
        "March in Osta against power cuts",
        "The Sun newspaper sat on it for a second report.",
        "April Jones met June Smith.",
        "A 27-year-old man bought 2000 shares at $1998.",
        "It ran four trains a week on the line.",
        "Sales grow 8.5% annually.",
        "Traders fear a Black Monday.",
        "The Sunday Times and USA Today said so.",
        "He said so in the first half of the match.",
        "It was a good day for the team.",
        "Now, it will have to wait.",
    ],
)
def test_names_verbs_numbers_and_rates_are_no_expressions(opened, text):
    assert find_timexes(opened(text)) == ()


@pytest.mark.parametrize(
    "text",
    [
        "The march began on 9 October Avenue.",
        "THE MARCH BEGAN AT THE CORNER OF ORVALE AND 9 OCTOBER AVENUES.",
        "The 19 April Movement chose Ana Pell.",
        "THE LATE LEADER OF THE 19 APRIL [MOVEMENT] WAS A LAWYER.",
    ],
)
def test_a_day_that_names_a_street_or_a_band_is_no_time(opened, text):
    assert find_timexes(opened(text)) == ()


def test_today_is_the_datelines_day(opened):
    text = "ORVALE, Jan. 14 (Wire) -- Rebels attacked the mill today."
    assert find_timexes(opened(text))[-1].value == "2025-01-14"


def test_a_page_that_came_out_again_years_later_keeps_the_day_of_its_dateline(opened):
    text = "OSTA, Ohio (August 2, 2015): A fight in a bar hurt five men early this morning."
    found = find_timexes(opened(text, "2017-01-05"))
    assert [t.value for t in found if t.span.of(text) == "early this morning"] == ["2015-08-02TMO"]


def test_a_dateline_with_its_year_stands_in_for_a_missing_report_date(opened):
    text = "ORVALE, Jan. 14, 2025 (Wire) -- Rebels attacked the mill yesterday."
    assert find_timexes(opened(text, None))[-1].value == "2025-01-13"


def test_a_text_in_capitals_is_read(opened):
    text = "THE ARMY SAID ON 4 JAN 90 THAT GUERRILLAS MAY MARCH."
    assert [t.value for t in find_timexes(opened(text, "1990-01-06"))] == ["1990-01-04"]


def test_a_report_added_to_names_the_day_after_its_own(opened):
    text = "A girl was shot on Wednesday. A man was held on Thursday. He was seen the Friday before."
    assert [t.value for t in find_timexes(opened(text))][:2] == ["2025-01-15", "2025-01-16"]
    (alone,) = find_timexes(opened("A man was held on Thursday."))
    assert alone.value == "2025-01-09"
    owner, _ = find_timexes(opened("Those driven out by Thursday's flood began going home on Wednesday."))
    assert owner.value == "2025-01-09"


def test_a_weekend_is_that_of_the_feast_before_it(opened):
    found = find_timexes(opened("Two drowned over Memorial Day weekend. Three fell on Thanksgiving weekend."))
    assert [t.value for t in found] == ["2024-05-27", "2024-W21-WE", "2024-11-28", "2024-W48-WE"]


def test_a_month_that_steps_back_from_a_named_one_is_the_reports_own(opened):
    text = "The trial for the fire of Dec. 21, 2018 was moved. The court had agreed in April to hear it."
    assert [t.value for t in find_timexes(opened(text))] == ["2018-12-21", "2024-04"]


@pytest.mark.parametrize(
    "text",
    [
        "A man in his mid to late 20s fled.",
        "The low was in the lower 20s.",
        "It stood in the 1800 block of Elm Street.",
        "They lived in a second-floor flat.",
        "It was the second in as many months.",
        "They met at Sunset Park.",
        "They fled in a 2011 Nissan Sentra.",
        "She drives a 2007 gray Ford.",
    ],
)
def test_ages_blocks_and_floors_are_no_times(opened, text):
    assert not find_timexes(opened(text))


def test_small_hours_after_a_night_that_is_named_are_of_the_day_after(opened):
    text = "A boy was shot on Tuesday night. He was hit at 2:45 a.m. The fight had begun at 11 p.m."
    assert [t.value for t in find_timexes(opened(text)) if t.type in ("DATE", "TIME")] == [
        "2025-01-14TNI",
        "2025-01-15T02:45",
        "2025-01-14T23:00",
    ]


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("Today, at 0900, planes came.", "Today, at 0900", "2025-01-15T09:00"),
        ("On Monday the attack began at approximately 2045.", "approximately 2045", "2025-01-13T20:45"),
        ("At about 1900 on Monday gunmen came.", "about 1900 on Monday", "2025-01-13T19:00"),
        ("The hall was built at around 1900.", "around 1900", "1900"),
        ("Shares closed at 1987.", "1987", "1987"),
    ],
)
def test_four_figures_behind_at_are_a_time_of_day_unless_they_count_or_date(opened, text, words, value):
    told = {text[t.span.start : t.span.end]: t.value for t in find_timexes(opened(text))}
    assert told[words] == value
