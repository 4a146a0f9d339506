//! The record: one investment project or one stated total, flat, in the field order users rely on.
//!
//! Owns the fields and their closed vocabularies. Must not know how a field is found.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

macro_rules! vocabulary {
    ($(#[$meta:meta])* $name:ident { $($(#[$vmeta:meta])* $variant:ident = $label:literal),* $(,)? }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum $name { $($(#[$vmeta])* #[serde(rename = $label)] $variant),* }

        impl $name {
            /// Every value, in order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The label as records print it.
            pub fn label(self) -> &'static str {
                match self { $(Self::$variant => $label),* }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.label())
            }
        }

        impl FromStr for $name {
            type Err = UnknownLabel;

            fn from_str(text: &str) -> Result<Self, UnknownLabel> {
                Self::ALL.iter().copied().find(|v| v.label() == text).ok_or_else(|| UnknownLabel(text.to_owned()))
            }
        }
    };
}

/// A word that is no label of its vocabulary.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0} is no label of this vocabulary")]
pub struct UnknownLabel(pub String);

vocabulary! {
    /// What a record stands for.
    Kind {
        /// One investment project told individually.
        Project = "project",
        /// A stated total over several projects.
        Aggregate = "aggregate",
    }
}

vocabulary! {
    /// The furthest stage reached, in pipeline order.
    Stage {
        /// 洽谈, 对接, 考察, 意向.
        Talks = "洽谈",
        /// 拟投资, 计划建设: announced, neither agreed nor begun.
        Planned = "拟建",
        /// 签约, 落户, 备案.
        Signed = "签约",
        /// 开工, 奠基.
        Begun = "开工",
        /// 在建, 封顶, 设备安装.
        Building = "在建",
        /// 竣工, 建成, 验收.
        Completed = "竣工",
        /// 投产, 运营, 试生产.
        Running = "投产",
        /// 停建, 终止, 解约.
        Ended = "终止",
    }
}

vocabulary! {
    /// Industry labels.
    IndustryLabel {
        /// 电子信息, 半导体, 软件.
        Information = "新一代信息技术",
        /// 机械, 机器人, 航空航天.
        Equipment = "高端装备",
        /// 整车, 零部件.
        Automotive = "汽车",
        /// 光伏, 风电, 储能, 电池.
        NewEnergy = "新能源",
        /// 火电, 电网, 煤炭, 油气.
        Power = "电力能源",
        /// 新材料.
        NewMaterials = "新材料",
        /// 化工.
        Chemicals = "化工",
        /// 药, 医疗器械.
        Biomedicine = "生物医药",
        /// 医院, 养老.
        HealthCare = "医疗康养",
        /// 食品, 饮料.
        Food = "食品",
        /// 种植, 养殖.
        Agriculture = "农业",
        /// 纺织, 服装, 鞋帽.
        Textiles = "纺织服装",
        /// 家具, 家电, 日用品.
        Household = "家居轻工",
        /// 包装, 印刷, 造纸.
        Packaging = "包装印刷",
        /// 建材, 装配式建筑.
        BuildingMaterials = "建材",
        /// 钢铁, 有色, 金属制品.
        Metallurgy = "冶金",
        /// 固废, 水处理, 循环利用.
        Environment = "节能环保",
        /// 仓储, 冷链, 港口物流.
        Logistics = "物流",
        /// 商场, 专业市场, 电商.
        Commerce = "商贸",
        /// 旅游, 文化, 体育, 酒店.
        Tourism = "文旅",
        /// 住宅, 城市综合体.
        RealEstate = "房地产",
        /// 道路, 管网, 水利, 标准厂房.
        Infrastructure = "基础设施",
        /// 研发平台, 学校, 孵化器.
        Education = "科教",
        /// 总部, 金融, 中介.
        Services = "现代服务业",
        /// 采矿.
        Mining = "采矿",
        /// 其他.
        Other = "其他",
    }
}

/// One record; field order is output order.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Record {
    /// Investor or operator in the fullest form the article gives.
    pub company: Option<String>,
    /// What the project makes or does.
    pub industry: Option<IndustryLabel>,
    /// Investment in 亿元; the middle of a range; foreign currency converted at the year's average rate.
    pub amount_yi: Option<f64>,
    /// The furthest stage reached at the time of the article.
    pub stage: Option<Stage>,
    /// Zone, industrial park or base that hosts it.
    pub park: Option<String>,
    /// One project or a total.
    pub kind: Kind,
    /// The project's name as written.
    pub project: Option<String>,
    /// What it makes.
    pub product: Option<String>,
    /// All named parties.
    pub companies: Vec<String>,
    /// Number of projects in a total.
    pub count: Option<u64>,
    /// The unit counted (个, 家).
    pub count_unit: Option<String>,
    /// The amount as written.
    pub amount_text: Option<String>,
    /// Its qualifier: 约 近 超 逾 不低于 …
    pub amount_qualifier: Option<String>,
    /// Lower end of a range, 亿元.
    pub amount_min_yi: Option<f64>,
    /// Upper end of a range, 亿元.
    pub amount_max_yi: Option<f64>,
    /// 总投资 计划投资 协议投资 …
    pub amount_role: Option<String>,
    /// ISO 4217 code of the currency the article names.
    pub currency: Option<String>,
    /// The amount in 亿 of that currency, for foreign ones.
    pub amount_original: Option<f64>,
    /// The words that tell the stage.
    pub stage_text: Option<String>,
    /// Date of that stage as far as told.
    pub event_date: Option<String>,
    /// The word that told the industry.
    pub industry_text: Option<String>,
    /// GB/T 4754-2017 division, e.g. `C27`.
    pub industry_code: Option<String>,
    /// Province of the project.
    pub province: Option<String>,
    /// City of the project.
    pub city: Option<String>,
    /// County of the project.
    pub county: Option<String>,
    /// GB/T 2260 code of the most specific of these.
    pub region_code: Option<String>,
    /// The park as written.
    pub park_text: Option<String>,
    /// The sentence or sentences that prove the record, in the repaired reading.
    pub evidence: Option<String>,
    /// For each filled field `[start, end]` in characters of the article text before repair and conversion.
    pub spans: BTreeMap<String, [usize; 2]>,
    /// 0–1.
    pub confidence: f64,
    /// Title of the article.
    pub title: Option<String>,
    /// Publication date as printed, `YYYY-MM-DD`.
    pub date: Option<String>,
    /// Outlet.
    pub source: Option<String>,
    /// Address.
    pub url: Option<String>,
    /// Document the record comes from.
    pub doc_id: String,
    /// Stable across runs.
    pub record_id: String,
}

impl Record {
    /// An empty record of a kind.
    pub fn new(kind: Kind) -> Self {
        Self {
            company: None,
            industry: None,
            amount_yi: None,
            stage: None,
            park: None,
            kind,
            project: None,
            product: None,
            companies: Vec::new(),
            count: None,
            count_unit: None,
            amount_text: None,
            amount_qualifier: None,
            amount_min_yi: None,
            amount_max_yi: None,
            amount_role: None,
            currency: None,
            amount_original: None,
            stage_text: None,
            event_date: None,
            industry_text: None,
            industry_code: None,
            province: None,
            city: None,
            county: None,
            region_code: None,
            park_text: None,
            evidence: None,
            spans: BTreeMap::new(),
            confidence: 0.0,
            title: None,
            date: None,
            source: None,
            url: None,
            doc_id: String::new(),
            record_id: String::new(),
        }
    }
}
