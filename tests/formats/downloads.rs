//! Downloads of statistical databases, in the form in which they are published.

use super::support::{codes, lines, shown};
use policy_targets::data::{Observation, Uncertainty};
use policy_targets::format::{DataFormat, DataReader, Filter, Selection};

fn reader(format: DataFormat) -> DataReader {
    DataReader::new(format).published("2024-05-01".parse().unwrap())
}

const UN: &str = "\u{FEFF}Goal,Target,Indicator,SeriesCode,SeriesDescription,GeoAreaCode,GeoAreaName,TimePeriod,Value,Time_Detail,TimeCoverage,UpperBound,LowerBound,BasePeriod,Source,GeoInfoUrl,FootNote,[Nature],[Observation Status],[Reporting Type],[Sex],[Units]\r\n\
2,2.1,2.1.1,SN_ITK_DEFC,\"Prevalence of undernourishment (%)\",156,China,2020,<2.5,2019-2021,,,,,FAO,,\"a note, with a comma\",E,A,G,BOTHSEX,PERCENT\r\n\
3,3.1,3.1.1,SH_STA_MORT,Maternal mortality ratio,156,China,2020,23.01,2020,,27.8,18.7,,WHO,,,E,A,G,FEMALE,PER_100000_LIVE_BIRTHS\r\n\
3,3.1,3.1.1,SH_STA_MORT,Maternal mortality ratio,276,Germany,2020,NaN,2020,,,,,WHO,,,C,O,G,FEMALE,PER_100000_LIVE_BIRTHS\r\n\
3,3.1,3.1.1,SH_STA_MORT,Maternal mortality ratio,276,Germany,2019,4.x,2020,,,,,WHO,,,C,A,G,FEMALE,PER_100000_LIVE_BIRTHS\r\n\
3,3.1,3.1.1,SH_STA_MORT,Maternal mortality ratio,276,Germany,2018.0,1.2e1,2020,,,,,WHO,,,C,A,G,FEMALE,PARSECS\r\n";

#[test]
fn the_un_reports_bounds_in_cells_and_beside_them() {
    let (data, problems) = reader(DataFormat::UnSdgCsv).read(UN.as_bytes()).lenient();
    assert_eq!(
        lines(&data),
        [
            "SH_STA_MORT unsd GeoAreaCode=156,Sex=FEMALE,reporting-type=G 2020 23.01 deaths/100,000 births A E 2024-05-01",
            "SH_STA_MORT unsd GeoAreaCode=276,Sex=FEMALE,reporting-type=G 2020 missing (unknown:flag O) O 2024-05-01",
            "SN_ITK_DEFC unsd GeoAreaCode=156,Sex=BOTHSEX,reporting-type=G 2020 <2.5 % A E 2024-05-01",
        ]
    );
    assert_eq!(codes(&problems), ["5:67 invalid_number", "6:103 invalid_unit"]);
    let bounded = data.observations().find_map(Observation::uncertainty);
    assert_eq!(
        bounded,
        Some(Uncertainty::Between { low: "18.7".parse().unwrap(), high: "27.8".parse().unwrap() })
    );
    let note = data.observations().last().and_then(|row| row.note()).unwrap();
    assert_eq!(note, "Time_Detail=2019-2021; Source=FAO; FootNote=a note, with a comma; [Nature]=E");
}

#[test]
fn a_series_of_the_un_becomes_an_indicator_of_ones_own() {
    let mine = Selection::new("mortality".parse().unwrap())
        .with("SeriesCode", "SH_STA_MORT")
        .with("GeoAreaName", "China")
        .with("GeoAreaCode", "156")
        .with("[Sex]", "FEMALE")
        .with("[Reporting Type]", "G");
    let (rows, problems) = shown(reader(DataFormat::UnSdgCsv).select(mine).read(UN.as_bytes()));
    assert_eq!(rows, ["mortality unsd 2020 23.01 deaths/100,000 births A E 2024-05-01"]);
    assert!(problems.is_empty(), "what is not selected is not read: {problems:?}");
    let filter = Filter::new().indicator("2.1.1");
    assert_eq!(shown(reader(DataFormat::UnSdgCsv).filter(filter).read(UN.as_bytes())).0.len(), 1);
}

#[test]
fn the_world_bank_says_its_day_before_the_header_and_its_unit_in_the_name() {
    let text = "\u{FEFF}\"Data Source\",\"World Development Indicators\",\n\n\"Last Updated Date\",\"2024-10-24\",\n\n\
        \"Country Name\",\"Country Code\",\"Indicator Name\",\"Indicator Code\",\"2019\",\"2020\",\"2021\",\n\
        \"China\",\"CHN\",\"Access to electricity (% of population)\",\"EG.ELC.ACCS.ZS\",\"100\",\"\",\"99.9\",\n\
        \"China\",\"CHN\",\"GDP (current US$)\",\"NY.GDP.MKTP.CD\",\"14279968506302.3\",\"1.46876737e13\",\"\",\n\
        \"China\",\"CHN\",\"Forest area (sq. km)\",\"AG.LND.FRST.K2\",\"2\",\"\",\"\",\n";
    let (rows, problems) = shown(DataReader::new(DataFormat::WorldBankCsv).read(text.as_bytes()));
    assert_eq!(
        rows,
        [
            "EG.ELC.ACCS.ZS world-bank country-code=CHN 2019 100 % 2024-10-24",
            "EG.ELC.ACCS.ZS world-bank country-code=CHN 2021 99.9 % 2024-10-24",
            "NY.GDP.MKTP.CD world-bank country-code=CHN 2019 14279968506302.3 USD 2024-10-24",
            "NY.GDP.MKTP.CD world-bank country-code=CHN 2020 14687673700000 USD 2024-10-24",
        ]
    );
    assert_eq!(problems, ["8:15 invalid_unit"]);
}

#[test]
fn databank_writes_years_twice_dots_for_nothing_and_a_footer() {
    let text = "Series Name,Series Code,Country Name,Country Code,2019 [YR2019],2020 [YR2020]\n\
        Access to electricity (% of population),EG.ELC.ACCS.ZS,China,CHN,100,..\n\n\n\
        Data from database: World Development Indicators\nLast Updated: 10/24/2024\n";
    let (rows, problems) = shown(reader(DataFormat::WorldBankCsv).read(text.as_bytes()));
    assert_eq!(
        rows,
        [
            "EG.ELC.ACCS.ZS world-bank country-code=CHN 2019 100 % 2024-05-01",
            "EG.ELC.ACCS.ZS world-bank country-code=CHN 2020 missing (unknown:shown as ..) 2024-05-01",
        ]
    );
    assert!(problems.is_empty(), "{problems:?}");
    let (_, problems) = shown(DataReader::new(DataFormat::WorldBankCsv).read(text.as_bytes()));
    assert_eq!(problems, ["1:1 not_stated"]);
    let (_, problems) = shown(reader(DataFormat::WorldBankCsv).read("a,b\n1,2\n".as_bytes()));
    assert_eq!(problems, ["3:1 missing_column"]);
}

#[test]
fn the_interface_of_the_world_bank_gives_a_page_and_rows() {
    let text = r#"[{"page":1,"pages":2,"per_page":50,"total":3,"lastupdated":"2024-10-24"},
[{"indicator":{"id":"EG.ELC.ACCS.ZS","value":"Access to electricity (% of population)"},"country":{"id":"CN","value":"China"},"countryiso3code":"CHN","date":"2020Q1","value":99.10,"unit":"","obs_status":"E","decimal":1},
{"indicator":{"id":"EG.ELC.ACCS.ZS","value":"Access to electricity (% of population)"},"country":{"id":"CN","value":"China"},"countryiso3code":"CHN","date":"2021M02","value":null,"unit":"","obs_status":"","decimal":1},
{"indicator":{"id":"EG.ELC.ACCS.ZS","value":"Access to electricity (% of population)"},"country":{"id":"CN","value":"China"},"countryiso3code":"CHN","date":"20x1","value":1,"unit":"","obs_status":"","decimal":1}]]"#;
    let (rows, problems) = shown(DataReader::new(DataFormat::WorldBankJson).read(text.as_bytes()));
    assert_eq!(
        rows,
        [
            "EG.ELC.ACCS.ZS world-bank countryiso3code=CHN 2020-Q1 99.10 % E 2024-10-24",
            "EG.ELC.ACCS.ZS world-bank countryiso3code=CHN 2021-02 missing (unknown:null) 2024-10-24",
        ]
    );
    assert_eq!(problems, ["1:2 not_held", "4:157 invalid_period"]);
    let (_, problems) = shown(DataReader::new(DataFormat::WorldBankJson).read("{\"message\": 1}".as_bytes()));
    assert_eq!(problems, ["1:1 wrong_type"]);
}

#[test]
fn our_world_in_data_names_units_and_days_in_the_metadata() {
    let text = "Entity,Code,Year,share_elec,deaths\nChina,CHN,2020,28.5,\nChina,CHN,2021,,12\nEurope,,2021,38.1e0,\n";
    let metadata = r#"{"columns": {"share_elec": {"unit": "%", "shortUnit": "%", "lastUpdated": "2024-05-08"},
        "deaths": {"unit": "deaths", "lastUpdated": "2023-01-31"}}}"#;
    let (rows, problems) =
        shown(DataReader::new(DataFormat::OwidCsv).metadata(metadata).read(text.as_bytes()));
    assert_eq!(
        rows,
        [
            "deaths owid Code=CHN 2021 12 deaths 2023-01-31",
            "share_elec owid Code=CHN 2020 28.5 % 2024-05-08",
            "share_elec owid Entity=Europe 2021 38.1 % 2024-05-08",
        ]
    );
    assert!(problems.is_empty(), "{problems:?}");
    let (_, problems) = shown(reader(DataFormat::OwidCsv).read(text.as_bytes()));
    assert_eq!(problems, ["2:16 not_stated", "3:17 not_stated"]);
    let broken = reader(DataFormat::OwidCsv).metadata("{");
    assert_eq!(shown(broken.read(text.as_bytes())).1, ["1:1 syntax"]);
}

#[test]
fn the_projections_of_our_world_in_data_are_read_as_published() {
    let text = std::fs::read("tests/data/samples/owid/maternal-mortality-projection-2030.csv").unwrap();
    let title = "Maternal mortality ratio projections to 2030 (based on World Bank, 2018)";
    let mine = Selection::new("mortality".parse().unwrap())
        .with("indicator", title)
        .with("Entity", "Afghanistan")
        .in_unit("deaths/100,000 births".parse().unwrap());
    let (data, problems) = reader(DataFormat::OwidCsv).select(mine).read(text.as_slice()).lenient();
    assert_eq!(data.len(), 16);
    assert_eq!(lines(&data)[1], "mortality owid 2016 368.2 deaths/100,000 births 2024-05-01");
    // A value of 2030 published in 2024 is no observation of it.
    assert!(codes(&problems).iter().all(|code| code.ends_with("published_before_period_end")), "{problems}");
}

#[test]
fn eurostat_puts_flags_behind_values_and_dimensions_in_one_cell() {
    let text = "freq,nrg_bal,unit,geo\\TIME_PERIOD\t2019 \t2020 \t2021 \nA,REN,PC,DE\t17.266 \t19.090 b\t: c\nA,REN,PC,FR\t: \t: z\t19.34 pr\nA,REN,PC,XX\t1 q\t \t2\n";
    let tsv = reader(DataFormat::EurostatTsv).file_name("estat_nrg_ind_ren.tsv");
    let (data, problems) = tsv.read(text.as_bytes()).lenient();
    assert_eq!(
        lines(&data),
        [
            "nrg_ind_ren eurostat geo=DE,nrg_bal=REN 2019 17.266 % 2024-05-01",
            "nrg_ind_ren eurostat geo=DE,nrg_bal=REN 2020 19.090 % B 2024-05-01",
            "nrg_ind_ren eurostat geo=DE,nrg_bal=REN 2021 missing (confidential) 2024-05-01",
            "nrg_ind_ren eurostat geo=FR,nrg_bal=REN 2019 missing (unknown:shown as :) 2024-05-01",
            "nrg_ind_ren eurostat geo=FR,nrg_bal=REN 2020 missing (not-applicable) 2024-05-01",
            "nrg_ind_ren eurostat geo=FR,nrg_bal=REN 2021 19.34 % P 2024-05-01",
            "nrg_ind_ren eurostat geo=XX,nrg_bal=REN 2021 2 % 2024-05-01",
        ]
    );
    assert_eq!(codes(&problems), ["4:13 invalid_flag"]);
    assert_eq!(data.observations().nth(5).and_then(|row| row.note()), Some("pr"));
}

#[test]
fn eurostat_writes_sdmx_csv_with_names_of_its_own() {
    let text = "DATAFLOW,LAST UPDATE,freq,nrg_bal,unit,geo,TIME_PERIOD,OBS_VALUE,OBS_FLAG\n\
        ESTAT:NRG_IND_REN(1.0),28/10/24 23:00:00,A,REN,PC,DE,2019,17.266,\n\
        ESTAT:NRG_IND_REN(1.0),28/10/24 23:00:00,A,REN,PC,DE,2020,19.090,bp\n\
        ESTAT:NRG_IND_REN(1.0),28/10/24 23:00:00,A,REN,PC,DE,2021,,c\n";
    let (rows, problems) = shown(DataReader::new(DataFormat::SdmxCsv).read(text.as_bytes()));
    assert_eq!(
        rows,
        [
            "ESTAT:NRG_IND_REN-1.0 ESTAT:NRG_IND_REN-1.0 geo=DE,nrg_bal=REN 2019 17.266 % 2024-10-28",
            "ESTAT:NRG_IND_REN-1.0 ESTAT:NRG_IND_REN-1.0 geo=DE,nrg_bal=REN 2020 19.090 % B P 2024-10-28",
            "ESTAT:NRG_IND_REN-1.0 ESTAT:NRG_IND_REN-1.0 geo=DE,nrg_bal=REN 2021 missing (confidential) 2024-10-28",
        ]
    );
    assert!(problems.is_empty(), "{problems:?}");
}

#[test]
fn dhis2_exports_values_as_csv_and_json() {
    let text = "\"dataelement\",\"period\",\"orgunit\",\"categoryoptioncombo\",\"attributeoptioncombo\",\"value\",\"storedby\",\"timestamp\",\"comment\",\"followup\",\"deleted\"\n\
        \"f7n9E0hX8qk\",\"201401\",\"DiszpKrYNg8\",\"bRowv6yZOF2\",\"\",\"3\",\"admin\",\"2014-04-02\",\"late\",\"false\",\"false\"\n\
        \"f7n9E0hX8qk\",\"2014April\",\"DiszpKrYNg8\",\"bRowv6yZOF2\",\"\",\"4\",\"admin\",\"2015-05-02T10:00:00\",,\"false\",\"true\"\n\
        \"f7n9E0hX8qk\",\"2014Q9\",\"DiszpKrYNg8\",\"bRowv6yZOF2\",\"\",\"4\"\n";
    let dhis2 = |format| DataReader::new(format).unit("cases".parse().unwrap());
    let (data, problems) = dhis2(DataFormat::Dhis2Csv).read(text.as_bytes()).lenient();
    assert_eq!(
        lines(&data),
        [
            "f7n9E0hX8qk dhis2 categoryoptioncombo=bRowv6yZOF2,orgunit=DiszpKrYNg8 2014-01 3 cases 2014-04-02",
            "f7n9E0hX8qk dhis2 categoryoptioncombo=bRowv6yZOF2,orgunit=DiszpKrYNg8 2014-04-01/P1Y missing (unknown:deleted by the publisher) 2015-05-02",
        ]
    );
    assert_eq!(codes(&problems), ["4:15 invalid_period"]);
    let json = r#"{"dataValues": [
        {"dataElement": "f7n9E0hX8qk", "period": "201401", "orgUnit": "DiszpKrYNg8", "value": "3", "lastUpdated": "2014-04-02T08:00:00.000+0000", "comment": "late"},
        {"dataElement": "f7n9E0hX8qk", "period": "201402", "orgUnit": "DiszpKrYNg8", "value": "many", "lastUpdated": "2014-04-02"}]}"#;
    let (data, problems) = dhis2(DataFormat::Dhis2Json).read(json.as_bytes()).lenient();
    assert_eq!(lines(&data), ["f7n9E0hX8qk dhis2 orgUnit=DiszpKrYNg8 2014-01 3 cases 2014-04-02"]);
    assert_eq!(data.observations().next().and_then(|row| row.note()), Some("late"));
    assert_eq!(codes(&problems), ["3:95 invalid_number"]);
}

#[test]
fn what_a_model_says_is_a_forecast_whichever_way_the_table_lies() {
    let wide = "Model,Scenario,Region,Variable,Unit,2020,2025\n\
        IMAGE 3.0,SSP1-Base,World,Final Energy|Electricity,TWh,1,2.5\n\
        History,historical,World,Final Energy|Electricity,TWh,3,\n";
    let long = "model,scenario,region,variable,unit,year,value\n\
        IMAGE 3.0,SSP1-Base,World,Final Energy|Electricity,TWh,2020,1\n\
        IMAGE 3.0,SSP1-Base,World,Final Energy|Electricity,TWh,2025,2.5\n\
        History,historical,World,Final Energy|Electricity,TWh,2020,3\n";
    let (rows, problems) = shown(reader(DataFormat::IamcCsv).read(wide.as_bytes()));
    let expected = |region: &str| {
        [
            format!("final-energy/electricity History/historical {region}=World 2020 3 TWh 2024-05-01"),
            format!("final-energy/electricity image-3.0/ssp1-base {region}=World 2020 1 TWh F 2024-05-01"),
            format!("final-energy/electricity image-3.0/ssp1-base {region}=World 2025 2.5 TWh F 2024-05-01"),
        ]
    };
    assert_eq!(rows, expected("Region"));
    assert!(problems.is_empty(), "{problems:?}");
    let (rows, problems) = shown(reader(DataFormat::IamcCsv).read(long.as_bytes()));
    assert_eq!(rows, expected("region"));
    assert!(problems.is_empty(), "{problems:?}");
}
